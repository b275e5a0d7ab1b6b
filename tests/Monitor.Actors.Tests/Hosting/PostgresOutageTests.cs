using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>The database server goes away while the engine runs, and comes back.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private readonly PostgresServer _server = new(); // no other test's
    private readonly TempFolder _folder = new();
    private volatile bool _down;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("INT")] // as an administrator stops it
    [InlineData("QUIT")] // as if it had crashed
    public async Task Checks_go_on_and_everything_arrives_when_it_is_back(string signal)
    {
        await using var target = new LoopbackTarget(request => LoopbackTarget.Answer("{}", _down && request.StartsWith("GET /falls", StringComparison.Ordinal) ? 503 : 200));
        var database = await _server.NewDatabaseAsync();
        _folder.Write(".env", $"DB_URL='{database.Url}'\n");
        _folder.Write("checks.yaml", $$"""
            global: { interval: 1s, retries: 0 }
            checks:
              - { name: steady, type: http, url: '{{target.Url}}steady' }
              - { name: falls, type: http, url: '{{target.Url}}falls', expect_status: 200, notify_on: [first_fail, recovered] }
            """);
        await using var engine = await EngineHost.StartAsync(_folder.Path);
        await engine.BoardWhere(board => board.Tiles.Length == 2 && board.Tiles.All(tile => tile is { Status: CheckStatus.Ok, Beats.Count: > 1 }));

        await _server.StopAsync(signal);
        var since = TimeProvider.System.GetUtcNow();
        await engine.BoardWhere(board => board.Troubles.Any(trouble => trouble.Part == "history"));
        _down = true;
        var board = await engine.BoardWhere(board => board.Troubles.Any(trouble => trouble.Part == "journal"));
        Assert.StartsWith("falls cannot store its decisions: ", board.Troubles.Single(trouble => trouble.Part == "journal").Text, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Unknown, board.Find("falls")!.Status); // it is configured
        var beats = board.Find("steady")!.Beats.Count; // it is configured
        board = await engine.BoardWhere(board => board.Find("steady")!.Beats.Count > beats + 2);
        Assert.Equal(CheckStatus.Ok, board.Find("steady")!.Status); // it is configured

        await _server.StartAsync();
        await engine.BoardWhere(board => board.Troubles.IsEmpty && board.Find("falls") is { Status: CheckStatus.Fail, LastNotificationAt: not null });
        await ArrivedAsync(engine, target, since);
        _down = false;
        await engine.BoardWhere(board => board.Find("falls")?.Status == CheckStatus.Ok);
        await DiaryAsync(engine, "falls", "defined", "up", "down", "alert", "alert-delivered", "recovered", "alert", "alert-delivered");
        await DiaryAsync(engine, "steady", "defined", "up");
    }

    /// <summary>Each answer of the time without a database is in the results, and none was called a failure.</summary>
    private static async Task ArrivedAsync(EngineHost engine, LoopbackTarget target, DateTimeOffset since)
    {
        var answered = target.Requests.Count(request => request.StartsWith("GET /steady", StringComparison.Ordinal));
        var log = engine.Services.GetRequiredService<ResultLog>();
        await log.FlushAsync(TestContext.Current.CancellationToken);
        var rows = await engine.Services.GetRequiredService<ResultQueries>().PageAsync(
            new ResultFilter(DateTimeOffset.UnixEpoch, Check: CheckName.Of("steady")), 0, 1_000, TestContext.Current.CancellationToken);
        Assert.InRange(rows.Total, answered - 1, answered + 5); // the last may be on its way; more have come since
        Assert.All(rows.Rows, row => Assert.Equal(ResultKind.Ok, row.Kind));
        Assert.Contains(rows.Rows, row => row.At > since);
        Assert.Equal(0, log.Health.Dropped);
    }

    private static async Task DiaryAsync(EngineHost engine, string check, params string[] kinds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var log = engine.Services.GetRequiredService<EventLog>();
        while (await log.ReadAsync(new EventFilter(check, After: 0), 100, patience.Token) is var events && !events.Select(one => one.Kind).SequenceEqual(kinds))
            if (events.Length >= kinds.Length)
                Assert.Equal(kinds, events.Select(one => one.Kind));
    }
}
