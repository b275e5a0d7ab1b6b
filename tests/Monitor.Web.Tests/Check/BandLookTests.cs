using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Web.Check;

namespace Monitor.Web.Tests.Check;

public sealed class BandLookTests
{
    [Fact]
    public void The_band_has_a_sentence()
    {
        ImmutableArray<CheckStatus?> slots = [CheckStatus.Ok, null, CheckStatus.Fail, CheckStatus.Ok];
        Assert.Equal("Worst result in each 10 minutes of the last 24 h: FAIL in 1, OK in 2 of 3 with results.", BandLook.Sentence(PastRange.Band[0], slots));
        Assert.Equal("M0 9h5v18h-5zM18 9h5v18h-5z", BandLook.Path(slots, CheckStatus.Ok));
        Assert.Equal("No results in the last 90 d.", BandLook.Sentence(PastRange.Band[3], [null, null]));
    }

    [Fact]
    public void A_range_ends_at_a_whole_part_of_what_is_kept()
    {
        var now = new DateTimeOffset(2026, 3, 2, 12, 34, 56, TimeSpan.Zero);
        Assert.Equal((now.AddDays(-1).AddSeconds(4), now.AddSeconds(4)), PastRange.Band[0].Ending(now));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero), PastRange.Band[1].Ending(now).Until);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), PastRange.Band[3].Ending(now).Until);
        Assert.Equal(["10 minutes", "hour", "6 hours", "day (UTC)"], PastRange.Band.Select(range => range.Part));
        var whole = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(whole, PastRange.Band[1].Ending(whole).Until);
    }
}
