using Akka.TestKit;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>After a remedy the check is looked at soon, in virtual time.</summary>
public sealed class VerifyTests : ActorTest
{
    private readonly ScriptedCheck _type = new() { Otherwise = Some.Bad };
    private readonly TestProbe _remedies;
    private readonly TestProbe _rounds;
    private readonly TestProbe _journal;
    private readonly CheckBench _bench;

    public VerifyTests()
    {
        _remedies = CreateTestProbe();
        (_rounds, _journal) = (Listen<CheckChanged>(), Listen<EventJournaled>());
        _bench = new CheckBench(Time, CreateTestProbe(), _remedies);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task It_is_looked_at_at_once_and_at_an_even_pace_until_it_is_clear()
    {
        var check = (Some.Definition(_type) with { Interval = TimeSpan.FromHours(1) })
            .With(Some.Remedy() with { Verify = new VerifyPlan(TimeSpan.FromSeconds(30), 3) });
        Sys.ActorOf(CheckBench.Supervised(new CheckSlot(check, TimeSpan.Zero, _bench.Around)));
        await Hear<CheckChanged>(_rounds);
        Scheduler.Advance(TimeSpan.FromMilliseconds(100));
        await Round();
        var run = await Hear<RunRemedy>(_remedies);
        Advance(5);
        _remedies.Reply(new CheckCommand.SettleRemedy(Time.GetUtcNow(), run.Id, RemedyVerdict.Succeeded, "{}"));
        await Settled();
        foreach (var wait in new double[] { 0.1, 15, 15 })
        {
            Assert.False(Judged().Any());
            Advance(wait);
            await Round();
        }

        Assert.Equal(RemedyEffect.DidNotHelp, Judged().Single().Effect);
        Advance(600);
        Assert.Equal(4, _type.Probes);
    }

    private async Task Round() => await Hear<CheckChanged>(_rounds, changed => changed.Beat is not null);

    /// <summary>The board is told after the check has armed what follows.</summary>
    private async Task Settled()
    {
        await Hear<EventJournaled>(_journal, news => news.Happened is CheckEvent.RemedySettled);
        await Hear<CheckChanged>(_rounds);
    }

    private IEnumerable<CheckEvent.RemedyJudged> Judged()
    {
        while (_journal.HasMessages)
            if (_journal.ExpectMsg<EventJournaled>(cancellationToken: TestContext.Current.CancellationToken).Happened is CheckEvent.RemedyJudged judged)
                yield return judged;
    }
}
