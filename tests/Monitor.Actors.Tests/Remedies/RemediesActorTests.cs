using System.Collections.Immutable;
using Akka.Actor;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.History;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Remedies;

public sealed class RemediesActorTests : ActorTest
{
    private readonly ScriptedRemedy _restart = new();
    private readonly RemedyBook _book = new();

    private Task<CheckCommand.SettleRemedy> Run(TimeSpan? timeout = null) => Run(Some.Remedy(_restart) with { Timeout = timeout ?? TimeSpan.FromSeconds(5) });

    private async Task<CheckCommand.SettleRemedy> Run(RemedyDefinition remedy)
    {
        return await Ask(Remedies(), "a/1/remedy0/1", remedy);
    }

    private IActorRef Remedies(IRemedyPast? past = null) => Sys.ActorOf(Props.Create(() => new RemediesActor(TimeProvider.System, _book, past)));

    private static Task<CheckCommand.SettleRemedy> Ask(IActorRef remedies, string id, RemedyDefinition remedy) =>
        remedies.Ask<CheckCommand.SettleRemedy>(new RunRemedy(new RemedyRun(id, NetworkLevel.Outbound, Some.Name), remedy), Some.LongTime, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Under_one_lock_one_runs_at_a_time_and_the_other_is_refused()
    {
        var held = new TaskCompletionSource<RemedyOutcome>();
        _restart.Does = _ => held.Task;
        var remedies = Remedies();
        var locked = Some.Remedy(_restart) with { Guard = new RemedyGuard { Lock = "db" } };
        var first = Ask(remedies, "a/1/remedy0/1", locked);
        var second = await Ask(remedies, "b/1/remedy0/1", locked with { Guard = new RemedyGuard { Lock = "DB" } });
        Assert.Equal((RemedyVerdict.Refused, """{"action":"restart","error":"the lock DB is held by restart of db-health"}"""), (second.Verdict, second.Details));
        held.SetResult(new RemedyOutcome(true, "{}"));
        Assert.Equal(RemedyVerdict.Succeeded, (await first).Verdict);
        await AwaitConditionAsync(() => Task.FromResult(_book.Current.Held.IsEmpty), Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("a/1/remedy0/1", _book.Current.Done["db"].RunId);
        Assert.Equal(RemedyVerdict.Succeeded, (await Ask(remedies, "b/1/remedy0/2", locked)).Verdict);
        Assert.Equal(["a/1/remedy0/1", "b/1/remedy0/2"], _restart.Runs);
    }

    [Fact]
    public async Task However_many_checks_ask_at_once_no_more_run_within_the_hour_than_all_together_may()
    {
        _book.MaxPerHour = 5;
        var remedies = Remedies();
        var asked = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Ask(remedies, $"check-{i}/1/remedy0/1", Some.Remedy(_restart))));
        Assert.Equal((5, 995), (asked.Count(settled => settled.Verdict == RemedyVerdict.Succeeded), asked.Count(settled => settled.Verdict == RemedyVerdict.Refused)));
        Assert.Equal(5, _restart.Runs.Count);
    }

    [Fact]
    public async Task What_ran_before_a_restart_counts_and_nothing_runs_before_that_is_known()
    {
        _book.MaxPerHour = 2;
        var past = new ScriptedPast();
        var remedies = Remedies(past);
        Assert.Equal(RemedyVerdict.Refused, (await Ask(remedies, "a/1/remedy0/1", Some.Remedy(_restart))).Verdict);
        past.Runs.SetResult(new Dictionary<string, DateTimeOffset> { ["b/1/remedy0/1"] = TimeProvider.System.GetUtcNow().AddMinutes(-59) });
        await AwaitConditionAsync(() => Task.FromResult(_book.Current.IsComplete), Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RemedyVerdict.Succeeded, (await Ask(remedies, "a/1/remedy0/2", Some.Remedy(_restart))).Verdict);
        Assert.Equal(RemedyVerdict.Refused, (await Ask(remedies, "a/1/remedy0/3", Some.Remedy(_restart))).Verdict);
    }

    private sealed class ScriptedPast : IRemedyPast
    {
        public TaskCompletionSource<IReadOnlyDictionary<string, DateTimeOffset>> Runs { get; } = new();

        public Task<IReadOnlyDictionary<string, DateTimeOffset>> RunsAsync(DateTimeOffset now, CancellationToken cancel) => Runs.Task;
    }

    [Fact]
    public async Task It_runs_under_its_id_and_says_how_it_went()
    {
        _restart.Does = _ => Task.FromResult(new RemedyOutcome(true, """{"action":"restart"}"""));
        var settled = await Run();
        Assert.Equal(("a/1/remedy0/1", RemedyVerdict.Succeeded, """{"action":"restart"}"""), (settled.Id, settled.Verdict, settled.Details));
        Assert.Equal(["a/1/remedy0/1"], _restart.Runs);
    }

    [Fact]
    public async Task What_the_target_says_back_of_what_it_was_sent_is_hidden()
    {
        var types = new CheckTypes([new ScriptedCheck()], [new EchoingRemedy()]);
        var around = new ConfigSurroundings(types, new Dictionary<string, string> { ["SECRET"] = "CANARY-7f3a" }, TimeZoneInfo.Utc);
        var reading = MonitorConfig.Read(
            new SourceText("checks.yaml", "checks: [{ name: it, type: scripted, on_fail: { actions: [{ type: echo, text: \"{SECRET}\" }] } }]\n"), null, around);
        Assert.Empty(reading.Errors);
        var settled = await Run(reading.Config!.Checks[0].Remedies[0]); // no errors, so there is one
        Assert.Equal("""{"said":"{SECRET}"}""", settled.Details);
    }

    [Fact]
    public async Task One_that_failed_is_failed()
    {
        _restart.Does = _ => Task.FromResult(new RemedyOutcome(false, "{}"));
        Assert.Equal(RemedyVerdict.Failed, (await Run()).Verdict);
    }

    [Fact]
    public async Task One_that_throws_is_failed_and_says_why()
    {
        _restart.Does = _ => throw new InvalidOperationException("a plug-in with a bug");
        var settled = await Run();
        Assert.Equal(RemedyVerdict.Failed, settled.Verdict);
        Assert.Equal("""{"action":"restart","error":"InvalidOperationException: a plug-in with a bug"}""", settled.Details);
    }

    [Fact]
    public async Task One_that_takes_too_long_is_stopped_and_failed()
    {
        _restart.Does = async cancel =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return new RemedyOutcome(true, "{}");
        };
        var settled = await Run(TimeSpan.FromMilliseconds(50));
        Assert.Equal(RemedyVerdict.Failed, settled.Verdict);
        Assert.Equal("""{"action":"restart","error":"timeout after 0.05 s"}""", settled.Details);
    }

    [Fact]
    public void A_run_is_a_row_of_the_history_by_its_outcome()
    {
        var done = RemedyRow.Of(Some.Name, new CheckEvent.RemedySettled(Some.T0, "id", "restart", RemedyVerdict.Succeeded, "{}"));
        var lost = RemedyRow.Of(Some.Name, new CheckEvent.RemedySettled(Some.T0, "id", "restart", RemedyVerdict.Lost));
        Assert.Equal((ResultKind.Action, "{}"), (done.Kind, done.Details));
        Assert.Equal(ResultKind.ActionFail, lost.Kind);
        Assert.Equal("""{"action":"restart","error":"lost: the monitor stopped before it was known how it went"}""", lost.Details);
    }

    /// <summary>Says what it was told to send.</summary>
    private sealed class EchoingRemedy : IRemedyType
    {
        public string Name => "echo";

        public string Example => "{ type: echo, text: hello }";

        public ImmutableArray<ConfigKey> Keys { get; } = [new("text", KeyShape.Text, "what to say") { Required = true }];

        public object Read(YamlSection keys) => keys.Text("text");

        public string Target(object spec) => "somewhere";

        public Task<RemedyOutcome> RunAsync(object spec, RemedyRun run, CancellationToken cancel) =>
            Task.FromResult(new RemedyOutcome(true, ErrorDetails.Json(("said", (string)spec))));
    }
}
