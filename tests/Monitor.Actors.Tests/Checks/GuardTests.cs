using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What the actors of several checks know of each other when a remedy is due, in virtual time.</summary>
public sealed class GuardTests : ActorTest
{
    private readonly TestProbe _remedies;
    private readonly TestProbe _rounds;
    private readonly TestProbe _journal;
    private readonly CheckBench _bench;

    public GuardTests()
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

    private async Task<IActorRef> Start(string name, Observation answer, RemedyDefinition? remedy = null)
    {
        var check = Some.Definition(new ScriptedCheck { Otherwise = answer }) with { Name = CheckName.Of(name), Interval = TimeSpan.FromHours(1) };
        var actor = Sys.ActorOf(CheckBench.Supervised(new CheckSlot(remedy is null ? check : check.With(remedy), TimeSpan.Zero, _bench.Around)));
        await Hear<CheckChanged>(_rounds, changed => changed.Tile.Name.Value == name);
        return actor;
    }

    private async Task Round(IActorRef check, string name)
    {
        check.Tell(RunNow.Instance, TestActor);
        await Hear<CheckChanged>(_rounds, changed => changed.Beat is not null && changed.Tile.Name.Value == name);
    }

    [Fact]
    public async Task While_too_many_checks_fail_a_remedy_waits()
    {
        var bad = await Start("bad", Some.Bad, Some.Remedy() with { Guard = new RemedyGuard { MaxFailingPercent = 40 } });
        await Round(await Start("good", Some.Good), "good");
        await Round(bad, "bad");
        var held = (CheckEvent.RemedyHeld)(await Hear<EventJournaled>(_journal, news => news.Happened is CheckEvent.RemedyHeld)).Happened;
        Assert.Equal(("max_failing_percent", "50 % of all checks fail, more than 40 %: the fault may be elsewhere"), (held.Rule, held.Reason));

        await Round(await Start("well", Some.Good), "well");
        await Round(bad, "bad");
        Assert.Equal("bad", (await Hear<RunRemedy>(_remedies)).Run.Check.Value);
    }

    [Fact]
    public async Task Who_approves_what_may_not_run_now_is_told_why_and_may_do_so_again()
    {
        var bad = await Start("bad", Some.Bad, Some.Remedy() with { NeedsApproval = true, Guard = new RemedyGuard { Lock = "db" } });
        await Round(bad, "bad");
        var proposed = (CheckEvent.RemedyProposed)(await Hear<EventJournaled>(_journal, news => news.Happened is CheckEvent.RemedyProposed)).Happened;
        var (asker, approval) = (CreateTestProbe(), new Order(new CheckCommand.ApproveRemedy(default, proposed.Id, "ada")));

        _bench.Around.RemedyBook.Publish(RemedyTraffic.None with { Held = RemedyTraffic.None.Held.Add("db", new LockUse(CheckName.Of("good"), "restart", "run", Some.T0)) });
        bad.Tell(approval, asker.Ref);
        Assert.Equal("restart may not run now, and waits on for approval: the lock db is held by restart of good", (await Hear<OrderRefused>(asker)).Message);

        _bench.Around.RemedyBook.Publish(RemedyTraffic.None);
        bad.Tell(approval, asker.Ref);
        Assert.Equal("restart runs", (await Hear<OrderDone>(asker)).Message);
        await Hear<RunRemedy>(_remedies);
    }

    [Fact]
    public async Task A_check_says_what_its_remedy_waits_for()
    {
        _bench.Around.RemedyBook.Publish(RemedyTraffic.None with { Held = RemedyTraffic.None.Held.Add("db", new LockUse(CheckName.Of("orders"), "http_post", "run", StartedAt)) });
        var bad = await Start("bad", Some.Bad, Some.Remedy() with { Guard = new RemedyGuard { Lock = "db" } });
        await Round(bad, "bad");
        var told = await bad.Ask<TellingExplained>(ExplainTelling.Instance, Some.LongTime, TestContext.Current.CancellationToken);
        Assert.Equal("Remedy restart does not run: the lock db is held by http_post of orders.", told.IfItFailed[^1]);
        _bench.Around.RemedyBook.Publish(RemedyTraffic.None);
        await Round(bad, "bad");
        Assert.Equal("bad", (await Hear<RunRemedy>(_remedies)).Run.Check.Value);
    }
}
