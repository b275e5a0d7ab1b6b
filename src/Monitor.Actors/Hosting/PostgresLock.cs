using Microsoft.Extensions.Logging;
using Monitor.Actors.Journal;
using Npgsql;

namespace Monitor.Actors.Hosting;

/// <summary>Held while a monitor runs on a PostgreSQL database; taken again when the connection that holds it breaks.</summary>
/// <remarks>
/// While the connection is broken nobody else may have it for longer than the server is away: whoever finds it taken
/// afterwards must stop deciding at once.
/// </remarks>
internal sealed class PostgresLock : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    private readonly string _role = $"lock {Guid.NewGuid().ToString("N")[..8]}";
    private readonly CancellationTokenSource _stop = new();
    private readonly PostgresAddress _address;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private Task _watch = Task.CompletedTask;

    private PostgresLock(PostgresAddress address, TimeProvider time, ILogger log) => (_address, _time, _log) = (address, time, log);

    /// <param name="lost">Called when another monitor has taken the database meanwhile; on any thread, once.</param>
    /// <exception cref="PreflightException">With one sentence for the operator.</exception>
    public static async Task<PostgresLock> TakeAsync(PostgresAddress address, TimeProvider time, ILogger log, Action<string> lost)
    {
        var held = new PostgresLock(address, time, log);
        try
        {
            var session = await held.LockedAsync();
            held._watch = Task.Run(() => held.WatchAsync(session, lost));
            return held;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw PostgresProblem.Of(e, address);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _watch.GetAwaiter().GetResult();
    }

    /// <summary>A session that holds the lock, on a database that can be used.</summary>
    private async Task<PostgresSession> LockedAsync()
    {
        var session = await PostgresSession.OpenAsync(_address, _role, _stop.Token);
        try
        {
            await PostgresPreflight.LookAsync(session, _address, _stop.Token);
            if (!await session.TryLockAsync(_stop.Token))
                throw PostgresProblem.Taken((await session.HolderAsync(_stop.Token))?.From, _address);
            await PostgresPreflight.ProveWritableAsync(session, _stop.Token);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private async Task WatchAsync(PostgresSession session, Action<string> lost)
    {
        try
        {
            while (true)
            {
                using (session)
                    _log.LogWarning("the lock on the {Database} is lost and taken again: {Why}", _address, await EndOfAsync(session));
                session = await RetakeAsync();
                _log.LogInformation("the lock on the {Database} is held again", _address);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The monitor stops.
        }
        catch (PreflightException e)
        {
            lost(e.Message);
        }
    }

    private async Task<string> EndOfAsync(PostgresSession session)
    {
        try
        {
            while (true)
                await session.StayAsync(Look, _stop.Token);
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            return e.Message;
        }
    }

    /// <exception cref="PreflightException">Another monitor has it.</exception>
    private async Task<PostgresSession> RetakeAsync()
    {
        while (true)
        {
            await Task.Delay(Again, _time, _stop.Token);
            try
            {
                if (await TryRetakeAsync() is { } session)
                    return session;
            }
            catch (Exception e) when (e is not PreflightException && !_stop.IsCancellationRequested)
            {
                _log.LogDebug("the lock on the {Database} cannot be taken yet: {Why}", _address, e.Message);
            }
        }
    }

    /// <summary>Null when it was still held by our own connection of before, of whose end the server had not heard.</summary>
    private async Task<PostgresSession?> TryRetakeAsync()
    {
        var session = await PostgresSession.OpenAsync(_address, _role, _stop.Token);
        try
        {
            if (await session.TryLockAsync(_stop.Token))
                return session;
            if (await session.HolderAsync(_stop.Token) is { } holder)
            {
                if (!holder.Role.EndsWith(_role, StringComparison.Ordinal))
                    throw PostgresProblem.Taken(holder.From, _address);
                await session.EndAsync(holder.Pid, _stop.Token);
            }
        }
        catch
        {
            session.Dispose();
            throw;
        }

        session.Dispose();
        return null;
    }
}
