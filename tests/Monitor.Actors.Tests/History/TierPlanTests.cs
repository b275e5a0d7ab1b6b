using CsCheck;
using Monitor.Actors.History;

namespace Monitor.Actors.Tests.History;

public sealed class TierPlanTests
{
    private const long Hour = TierTimes.Hour;
    private const long Day = TierTimes.Day;

    /// <summary>Some weeks, of which the older parts are kept more coarsely.</summary>
    private static readonly Gen<TierHorizons> Horizons = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 200], Gen.Int[0, 200]).Select(
        (days, minutes, raw) => new TierHorizons((days * Day) + ((minutes + raw) * Hour), (days * Day) + (minutes * Hour), days * Day));

    private static readonly Gen<Stretch> Ranges = Gen.Select(Gen.Long[0, 30 * Day], Gen.Long[0, 20 * Day]).Select((from, length) => new Stretch(from, from + length));

    [Fact]
    public void The_parts_meet_without_gap_or_overlap_and_each_is_kept_in_its_tier() =>
        Gen.Select(Ranges, Horizons, Gen.Enum<Tier>()).Sample((asked, horizons, coarsest) =>
        {
            var range = horizons.Widen(asked);
            var at = range.From;
            foreach (var (tier, part) in TierPlan.Cover(range, coarsest, horizons))
            {
                Assert.Equal(at, part.From);
                Assert.True(part.Length > 0 && part.From % tier.Length() == 0 && part.To % tier.Length() == 0);
                Assert.True(tier >= horizons.FinestAt(part.From), $"{tier} of {part} is deleted");
                at = part.To;
            }

            Assert.Equal(Math.Max(range.From, range.To), at);
        });

    [Fact]
    public void A_range_is_widened_no_further_than_what_is_left_demands() =>
        Gen.Select(Ranges, Horizons).Sample((asked, horizons) =>
        {
            var range = horizons.Widen(asked);
            Assert.InRange(asked.From - range.From, 0, horizons.FinestAt(asked.From).Length() - 1);
            Assert.InRange(range.To - asked.To, 0, horizons.FinestAt(asked.To).Length() - 1);
        });

    [Fact]
    public void Inside_a_range_stretches_are_as_coarse_as_allowed()
    {
        var range = new Stretch(Day - 90_500, (2 * Day) + Hour + 1);
        Assert.Equal(
            [
                (Tier.Raw, new Stretch(Day - 90_500, Day - 60_000)), (Tier.Minute, new Stretch(Day - 60_000, Day)),
                (Tier.Day, new Stretch(Day, 2 * Day)), (Tier.Hour, new Stretch(2 * Day, (2 * Day) + Hour)),
                (Tier.Raw, new Stretch((2 * Day) + Hour, (2 * Day) + Hour + 1)),
            ],
            TierPlan.Cover(range, Tier.Day, new TierHorizons()));
    }

    [Fact]
    public void Slots_decide_how_coarse_it_may_be()
    {
        var midnight = DateTimeOffset.UnixEpoch.AddDays(20_000);
        Tier Coarsest(TimeSpan offset, TimeSpan length, int count) => new TimeSlots(midnight + offset, midnight + offset + length, count).Coarsest;

        Assert.Equal(Tier.Day, Coarsest(TimeSpan.Zero, TimeSpan.FromDays(90), 90));
        Assert.Equal(Tier.Hour, Coarsest(TimeSpan.FromHours(5), TimeSpan.FromDays(90), 90));
        Assert.Equal(Tier.Hour, Coarsest(TimeSpan.Zero, TimeSpan.FromDays(30), 240));
        Assert.Equal(Tier.Minute, Coarsest(TimeSpan.FromMinutes(7), TimeSpan.FromHours(24), 144));
        Assert.Equal(Tier.Raw, Coarsest(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), 144));
        Assert.Equal(Tier.Raw, Coarsest(TimeSpan.Zero, TimeSpan.FromHours(1), 120));
        Assert.Equal(Tier.Day, Coarsest(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), 1));
    }
}
