using Monitor.Actors.Hosting;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>One monitor per database, for as long as it runs.</summary>
public sealed class PostgresLockTests(PostgresServer server) : IAsyncLifetime
{
    private const string Key = "30803292467785586"; // "monitor"

    private readonly TaskCompletionSource<string> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PostgresDatabase _database = null!; // set before any test

    public async ValueTask InitializeAsync() => _database = await server.NewDatabaseAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Store> TakenAsync(string? at = null, double patience = 0, RecordingLog? log = null)
    {
        var store = DatabaseUrl.Read(at ?? _database.Url, "").Store!; // the test's own URL
        var options = new EngineOptions("", StartEmpty: false) { DatabasePatience = TimeSpan.FromSeconds(patience), Fatal = _fatal.SetResult };
        try
        {
            await store.TakeAsync(options, TimeProvider.System, log ?? new RecordingLog());
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private async Task<int> HolderAsync() => await _database.ExecuteAsync(
        $"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = '{_database.Name}')") is int pid ? pid : 0;

    private async Task HolderChangesAsync(int from)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await HolderAsync() is var now && (now == 0 || now == from))
            await Task.Delay(20, patience.Token);
    }

    [Fact]
    public async Task A_second_monitor_is_refused_and_told_where_the_first_one_is()
    {
        using var first = await TakenAsync();
        var refusal = await Assert.ThrowsAsync<PreflightException>(() => TakenAsync());
        Assert.Equal(
            $"another monitor runs on the database \"{_database.Name}\" at {server.Address}, connected from 127.0.0.1; stop it, or set DB_URL to another database.",
            refusal.Message);
        Assert.False(_fatal.Task.IsCompleted);
    }

    [Fact]
    public async Task A_monitor_that_is_only_just_ending_is_waited_for()
    {
        var first = await TakenAsync();
        var log = new RecordingLog();
        var second = TakenAsync(patience: 60, log: log);
        Assert.StartsWith("another monitor runs", await log.NextAsync(), StringComparison.Ordinal);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Another_database_of_the_server_is_free()
    {
        using var first = await TakenAsync();
        await using var other = await server.NewDatabaseAsync();
        using var second = await TakenAsync(other.Url);
    }

    [Fact]
    public async Task When_its_connection_breaks_the_lock_is_taken_again()
    {
        using var store = await TakenAsync();
        var before = await HolderAsync();
        await _database.ExecuteAsync($"SELECT pg_terminate_backend({before})");
        await HolderChangesAsync(before);
        Assert.False(_fatal.Task.IsCompleted);
        await Assert.ThrowsAsync<PreflightException>(() => TakenAsync());
    }

    [Fact]
    public async Task Whoever_finds_the_lock_taken_meanwhile_stops_at_once()
    {
        using var store = await TakenAsync();
        await using var other = await _database.OpenAsync();
        await using var queue = other.CreateCommand();
        queue.CommandText = $"SELECT pg_advisory_lock({Key})";
        var waiting = queue.ExecuteNonQueryAsync(TestContext.Current.CancellationToken); // next in line

        await _database.ExecuteAsync($"SELECT pg_terminate_backend({await HolderAsync()})");
        await waiting;
        var why = await _fatal.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal($"another monitor runs on the database \"{_database.Name}\" at {server.Address}, connected from 127.0.0.1; stop it, or set DB_URL to another database.", why);
    }

    /// <summary>A network that drops everything: the server knows nothing yet, and our old connection still holds the lock.</summary>
    [Fact]
    public async Task A_connection_that_hangs_is_ended_and_the_lock_taken_again()
    {
        await using var relay = new TcpRelay(server.Address);
        using var store = await TakenAsync(_database.UrlAt(relay.Address));
        var before = await HolderAsync();
        relay.Freeze();
        await HolderChangesAsync(before);
        Assert.False(_fatal.Task.IsCompleted);
    }
}
