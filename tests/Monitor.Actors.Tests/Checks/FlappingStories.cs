using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>A check that changes to and fro is told of once, and once more when it is stable (FAULTS R-22).</summary>
public sealed class FlappingStories
{
    private static readonly CheckDefinition Usual = Some.Definition() with { Flapping = new FlapLimits() };

    private static readonly CheckDefinition Eager = Some.Definition() with { Flapping = new FlapLimits(10, 5) };

    /// <summary>The kinds that are told when the rounds fail (x) and pass (.) in this order.</summary>
    private static string Told(CheckDefinition definition, string rounds, FlapMeter meter = default) =>
        string.Join(' ', Story(definition, rounds, meter).Journal.OfType<CheckEvent.AlertRaised>().Select(e => AlertKinds.Word(e.Kind)));

    private static Story Story(CheckDefinition definition, string rounds, FlapMeter meter = default)
    {
        var story = Support.Story.Given(definition);
        foreach (var round in rounds)
        {
            meter = meter.Add(round == 'x');
            var outcomes = meter;
            story.When((state, check, now) =>
                (round == 'x' ? Some.Failure() : Some.Success())(state, check, now) is CheckCommand.RecordResult result
                    ? result with { Outcomes = outcomes }
                    : throw new InvalidOperationException());
        }

        return story;
    }

    private static string Times(int count, string what) => string.Concat(Enumerable.Repeat(what, count));

    [Fact]
    public void With_an_early_limit_alternating_for_ten_minutes_is_a_failure_a_flapping_and_a_final_word() =>
        Assert.Equal("first_fail flapping recovered", Told(Eager, Times(21, ".") + Times(300, "x.") + Times(21, ".")));

    [Fact]
    public void With_the_usual_limits_it_takes_six_changes() =>
        Assert.Equal(
            "first_fail recovered first_fail recovered first_fail flapping flapping_end",
            Told(Usual, Times(21, ".") + Times(300, "x.") + "x" + Times(21, "x")));

    /// <summary>Who is told of it depends on the hour: the end goes where the beginning went.</summary>
    [Fact]
    public void That_it_is_over_is_told_to_those_who_were_told_that_it_began()
    {
        var quiet = Usual with
        {
            Channels = ["console", "email"],
            Routes =
            [
                new AlertRoute("1", ["console"]) { Continue = true },
                new AlertRoute("2", ["email"]) { QuietHours = new ActiveHours([ActiveHours.SpanOf(0b111_1111, 9 * 60, (9 * 60) + 15)]) },
            ],
        };
        var told = Story(quiet, Times(21, ".") + "x.x.x.x" + Times(41, "x")).Journal.OfType<CheckEvent.AlertRaised>().ToArray();
        Assert.Contains(told, alert => alert.Kind == AlertKind.Flapping);
        var knows = new HashSet<string>();
        foreach (var alert in told)
            if (alert.Kind == AlertKind.Flapping)
                knows.UnionWith(alert.Channels);
            else if (alert.Kind == AlertKind.FlappingEnd)
                Assert.All(alert.Channels, channel => Assert.Contains(channel, knows));
    }

    /// <summary>A channel that was long in trouble reports it of both; the first is no news any more (found by the channels' properties).</summary>
    [Fact]
    public void Nobody_is_told_instead_of_flapping_that_has_ended_and_begun_anew()
    {
        var story = Story(Eager, Times(21, ".") + Times(6, "x.") + Times(21, ".") + Times(6, "x."));
        var flapping = story.Journal.OfType<CheckEvent.AlertRaised>().Where(alert => alert.Kind == AlertKind.Flapping).ToArray();
        Assert.Equal(2, flapping.Length);
        foreach (var alert in flapping)
            story.When((_, _, now) => new CheckCommand.SettleAlert(now, alert.Id, "email", AlertSettlement.Held, "HTTP 503") { Fallback = ["pager"] });
        Assert.Equal(flapping[1].Id, story.Journal.OfType<CheckEvent.AlertRaised>().Single(alert => alert.InsteadOf is not null).Repeats);
    }

    [Fact]
    public void That_it_is_over_is_told_after_maintenance_when_it_ended_inside()
    {
        var story = Story(Usual, Times(21, ".") + "x.x.x.x.x.x");
        Assert.NotNull(story.State.Quiet?.FlappingTold);
        story.When(Some.Maintenance(TimeSpan.FromHours(1)));
        var stable = Enumerable.Repeat(true, FlapMeter.Changes + 1).Aggregate(default(FlapMeter), (meter, failed) => meter.Add(failed));
        Step stays = (state, check, now) => (CheckCommand.RecordResult)Some.Failure()(state, check, now) with { Outcomes = stable };
        story.When(stays);
        Assert.Null(story.State.Quiet?.FlappingSince);
        Assert.DoesNotContain(story.Journal.OfType<CheckEvent.AlertRaised>(), alert => alert.Kind == AlertKind.FlappingEnd);
        story.Later(TimeSpan.FromHours(2)).When(stays, stays);
        Assert.Single(story.Journal.OfType<CheckEvent.AlertRaised>(), alert => alert.Kind == AlertKind.FlappingEnd);
    }

    [Fact]
    public void Without_limits_every_change_is_told() =>
        Assert.Equal(Times(20, "first_fail recovered ").Trim(), Told(Some.Definition(), Times(20, "x.")));

    [Fact]
    public void One_outage_is_no_flapping() =>
        Assert.Equal("first_fail recovered", Told(Usual, Times(30, ".") + Times(5, "x") + Times(30, ".")));

    /// <summary>However many rounds ended before the past was found.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(40)]
    public void The_past_and_what_came_meanwhile_are_one_measure(int meanwhile)
    {
        static FlapMeter Measure(int from, int to) => Enumerable.Range(from, to - from).Aggregate(default(FlapMeter), (meter, i) => meter.Add(i * i % 7 < 3));
        var (whole, joined) = (Measure(0, 40), Measure(0, 40 - meanwhile).Then(Measure(40 - meanwhile, 40)));
        Assert.Equal((whole.Percent, whole.Seen), (joined.Percent, joined.Seen));
    }

    [Fact]
    public void After_a_restart_it_is_stable_only_when_enough_was_seen()
    {
        var story = Story(Eager, Times(21, ".") + Times(10, "x."));
        Assert.NotNull(story.Restart().State.Quiet?.FlappingSince);
        var outcomes = default(FlapMeter);
        for (var round = 1; round <= FlapMeter.Changes; round++)
        {
            outcomes = outcomes.Add(failed: false);
            Assert.Empty(story.State.Decide(Result(story, outcomes), Eager));
        }

        Assert.IsType<CheckEvent.FlappingStopped>(story.State.Decide(Result(story, outcomes.Add(failed: false)), Eager)[0]);
    }

    private static CheckCommand.RecordResult Result(Story story, FlapMeter outcomes) =>
        (CheckCommand.RecordResult)Some.Success()(story.State, Eager, story.Now) with { Outcomes = outcomes };

    [Fact]
    public void Whoever_asks_no_longer_for_it_is_told_how_it_stands() =>
        Assert.Equal(
            ["FlappingStopped", "SuppressionEnded", "AlertRaised"],
            Story(Eager, Times(21, ".") + Times(10, "x.")) is var story
                ? story.State.Decide(Some.Success()(story.State, Eager, story.Now), Some.Definition()).Select(e => e.GetType().Name)
                : []);

    [Theory]
    [InlineData("", 0)]
    [InlineData("....", 0)]
    [InlineData(".x", 6)]
    [InlineData("x.", 6)]
    [InlineData("xx", 0)]
    [InlineData(".x.", 11.9)]
    [InlineData("x.x.x.x.x.x.x.x.x.x.x", 100)]
    public void The_newest_changes_weigh_most(string rounds, double percent) =>
        Assert.Equal(percent, rounds.Aggregate(default(FlapMeter), (meter, round) => meter.Add(round == 'x')).Percent, 1);
}
