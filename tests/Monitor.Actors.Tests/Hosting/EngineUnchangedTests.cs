using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>A restart and a reload tell nobody anything when the world is as it was, with all that decides who is told in use.</summary>
public sealed class EngineUnchangedTests : IAsyncDisposable
{
    private static readonly string[] Names = ["told", "acknowledged", "silenced", "held", "well"];

    private readonly TempFolder _folder = new();
    private readonly LoopbackTarget _hook = LoopbackTarget.Http("taken");
    private readonly LoopbackTarget _target = new(request =>
        LoopbackTarget.Answer("{}", request.StartsWith("GET /well ", StringComparison.Ordinal) ? 200 : 503));

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        await _hook.DisposeAsync();
        _folder.Dispose();
    }

    private void Write(string timeout) => _folder.Write("checks.yaml", $$"""
        global: { interval: 1s, retries: 0, timeout: {{timeout}}, minimum_reminder_interval: 1d, notify: { group_wait: 1s } }
        channels:
          - { name: hook, type: webhook, url: '{{_hook.Url}}hook', group_wait: 1s, group_interval: 1s, group_by: severity }
          - { name: later, type: webhook, url: '{{_hook.Url}}later' }
          - { name: never, type: webhook, url: '{{_hook.Url}}never' }
        routes:
          - { match: { name: held }, channels: [never], quiet_hours: '00:00-24:00' }
          - { match: { name: acknowledged }, channels: [hook], continue: true }
          - { match: { name: acknowledged }, channels: [never], after: 1d }
          - { channels: [hook], continue: true }
          - { channels: [later], after: 1s }
        checks:
        {{string.Join('\n', Names.Select(name => $"  - {{ name: {name}, type: http, url: '{_target.Url}{name}', expect_status: 200, notify_on: [first_fail, recovered], flapping: true }}"))}}

        """);

    /// <summary>Everybody was looked at so many times more.</summary>
    private Task Rounds(EngineHost engine, int more)
    {
        var before = Looks();
        return engine.BoardWhere(_ => Looks().Zip(before, (now, then) => now - then).All(looked => looked >= more));
    }

    private int[] Looks() => [.. Names.Select(name => _target.Requests.Count(request => request.StartsWith($"GET /{name} ", StringComparison.Ordinal)))];

    private string[] Told() => [.. _hook.Requests.Select(request => request.Split(' ')[1])];

    private static async Task<string[]> Alerts(EngineHost engine) =>
    [
        .. (await engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter(), 1000, TestContext.Current.CancellationToken))
            .Where(entry => entry.Kind is "alert" or "down" or "recovered").Select(entry => entry.Text).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task A_restart_and_a_reload_tell_nothing_when_nothing_has_changed()
    {
        Write("9s");
        string[] told, alerts;
        await using (var engine = await EngineHost.StartAsync(_folder.Path))
        {
            var silences = engine.Services.GetRequiredService<IRequiredActor<SilencesActor>>().ActorRef;
            await silences.Ask<SilenceReply>(
                new SilenceRequest.Begin(new CheckMatcher { Names = ["silenced"] }, TimeProvider.System.GetUtcNow().AddHours(1), "me", "known"), Some.LongTime, TestContext.Current.CancellationToken);
            await engine.BoardWhere(board => Names.All(name => board.Find(name)?.Status == (name == "well" ? CheckStatus.Ok : CheckStatus.Fail)));
            var roster = engine.Services.GetRequiredService<IRequiredActor<RosterActor>>().ActorRef;
            Assert.IsType<OrderDone>(await roster.Ask<object>(
                new RosterRequest.Give("acknowledged", new CheckCommand.Acknowledge(default, null, "me", null)), Some.LongTime, TestContext.Current.CancellationToken));
            await engine.BoardWhere(_ => Told().Contains("/later") && Told().Contains("/hook"));
            await Settled(engine);
            (told, alerts) = (Told(), await Alerts(engine));
        }

        Assert.DoesNotContain("/never", told);
        await using (var engine = await EngineHost.StartAsync(_folder.Path))
        {
            await Rounds(engine, 2);
            Assert.Equal(told, Told());
            var since = engine.Board.Config.RunningSince;
            Write("8s"); // each check has another fingerprint
            await engine.BoardWhere(board => board.Config.RunningSince > since);
            await Rounds(engine, 2);
            Assert.Equal(told, Told());
            Assert.Equal(alerts, await Alerts(engine));
        }
    }

    /// <summary>Nothing is on its way any more, and nothing more comes of it.</summary>
    private async Task Settled(EngineHost engine)
    {
        while (true)
        {
            var before = await Alerts(engine);
            await Rounds(engine, 3);
            var now = await Alerts(engine);
            if (now.SequenceEqual(before))
                return;
        }
    }
}
