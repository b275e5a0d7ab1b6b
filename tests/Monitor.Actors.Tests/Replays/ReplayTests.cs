using CsCheck;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.History;
using Monitor.Actors.Replays;
using Monitor.Actors.Tests.Checks.Pings;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Replays;

/// <summary>Recorded rounds, decided anew.</summary>
public sealed class ReplayTests
{
    private static readonly CheckDefinition Plain = Some.Definition() with { NotifyOn = [AlertKind.FirstFail, AlertKind.Recovered], Channels = [] };

    /// <summary>A letter for each round, a minute apart: o is OK, f FAIL, w WARN, u not observed, s FAIL and S WARN for latency alone (900 and 500 ms).</summary>
    private static ResultRow[] Rounds(string story) => [.. story.Select((letter, i) => new ResultRow(
        Plain.Name, Some.T0.AddMinutes(i),
        letter switch { 'o' => ResultKind.Ok, 'w' or 'S' => ResultKind.Warn, 'u' => ResultKind.Unknown, _ => ResultKind.Fail },
        letter switch { 's' => 900, 'S' => 500, _ => 20 }, 1,
        Reason: letter switch { 's' => "answered in 900 ms, limit 800 ms", 'S' => "answered in 500 ms, limit 400 ms", 'o' => null, _ => "HTTP 503, expected 200" }))];

    [Fact]
    public void It_counts_failures_alerts_and_the_time_in_between()
    {
        Assert.Equal(new ReplayOutcome(2, 4, 0, TimeSpan.FromMinutes(6)), Replay.Of(Plain, Rounds("oofffoowfufo")));
        Assert.Equal(new ReplayOutcome(1, 1, 0, TimeSpan.FromMinutes(2)), Replay.Of(Plain, Rounds("offf"))); // it is still down
        Assert.Equal(new ReplayOutcome(0, 0, 0, TimeSpan.Zero), Replay.Of(Plain, Rounds("oouoo")));
        Assert.Equal(new ReplayOutcome(2, 2, 0, TimeSpan.FromMinutes(2)), Replay.Of(Plain with { NotifyOn = [AlertKind.FirstFail] }, Rounds("ofofo")));
    }

    [Fact]
    public void A_threshold_makes_less_of_it()
    {
        var patient = Plain with { Patience = new Patience { FailureThreshold = 3, SuccessThreshold = 2, StartPeriod = TimeSpan.FromDays(1), StartupGrace = TimeSpan.FromDays(1) } };
        Assert.Equal(new ReplayOutcome(1, 2, 0, TimeSpan.FromMinutes(4)), Replay.Of(patient, Rounds("offofffofoofo")));
    }

    [Fact]
    public void Latency_limits_are_applied_anew_where_nothing_else_was_wrong()
    {
        var rounds = Rounds("oossooSSwo");
        Assert.Equal(0, Replay.Of(Plain, rounds).Failures);
        Assert.Equal(1, Replay.Of(Plain with { FailAbove = TimeSpan.FromMilliseconds(800) }, rounds).Failures);
        Assert.Equal(2, Replay.Of(Plain with { FailAbove = TimeSpan.FromMilliseconds(450) }, rounds).Failures);
        Assert.Equal(1, Replay.Of(Plain with { FailAbove = TimeSpan.FromSeconds(9) }, Rounds("ofo")).Failures);
    }

    [Fact]
    public void A_slow_round_that_was_also_warned_of_stays_a_warning()
    {
        var row = Rounds("s")[0] with { Reason = "answered in 900 ms, limit 800 ms; expires in 3 days (warn)" };
        Assert.Equal(0, Replay.Of(Plain with { FailAbove = TimeSpan.FromSeconds(2) }, [row]).Failures);
        Assert.Equal(1, Replay.Of(Plain with { FailAbove = TimeSpan.FromMilliseconds(500) }, [row]).Failures);
    }

    [Fact]
    public void What_people_said_and_what_the_monitor_did_is_left_out()
    {
        var rounds = Rounds("offo").Append(new ResultRow(Plain.Name, Some.T0.AddHours(1), ResultKind.ActionFail, null, 0));
        Assert.Equal(1, Replay.Of(Plain with { DependsOn = [CheckName.Of("router")] }, rounds).Failures);
    }

    [Fact]
    public void Flapping_holds_news_back()
    {
        var flapping = Plain with { Flapping = new FlapLimits() };
        var rounds = Rounds(string.Concat(Enumerable.Repeat("of", 30)));
        Assert.True(Replay.Of(flapping, rounds) is { Held: > 0 } calm && calm.Alerts < Replay.Of(Plain, rounds).Alerts / 2);
    }

    [Fact]
    public void Checks_whose_rounds_do_not_say_it_all_are_refused()
    {
        Assert.Null(Replay.Refusal(Plain));
        Assert.NotNull(Replay.Refusal(Some.Definition(new PushCheck()) with { Spec = PingStory.Every(60, 5, finishWithin: 30) }));
    }

    [Fact]
    public void For_any_past_it_went_down_as_often_as_rounds_began_to_fail() =>
        Gen.Char["ofw"].Array[0, 60].Sample(letters =>
        {
            var story = new string(letters);
            var began = story.Where((letter, i) => letter == 'f' && (i == 0 || story[i - 1] != 'f')).Count();
            var ended = began - (story.EndsWith('f') ? 1 : 0);
            var outcome = Replay.Of(Plain, Rounds(story));
            return outcome.Failures == began && outcome.Alerts == began + ended;
        });
}
