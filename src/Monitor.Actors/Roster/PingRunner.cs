using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Akka.Actor;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.History;

namespace Monitor.Actors.Roster;

/// <summary>Takes pings to the check whose token they carry.</summary>
/// <remarks>
/// Thread-safe. A token is found by its hash in a table that the roster replaces as a whole, so that a wrong one costs
/// no actor anything, and how long that takes tells nothing of the right ones.
/// </remarks>
public sealed class PingRunner(ResultLog history, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StoringPatience = TimeSpan.FromSeconds(2);

    private volatile FrozenDictionary<string, Door> _doors = FrozenDictionary<string, Door>.Empty;

    public bool Knows(string token) => _doors.ContainsKey(HashOf(token));

    /// <summary>Answered once the check counts the ping and its row is written; while the history is away, once the check counts it.</summary>
    public async Task<PingOutcome> TakeAsync(string token, Func<DateTimeOffset, Ping> ping, CancellationToken cancel)
    {
        if (!_doors.TryGetValue(HashOf(token), out var door))
            return PingOutcome.UnknownToken;
        if (!door.Budget.TryTake(time.GetElapsedTime(0)))
            return PingOutcome.TooMany;
        try
        {
            var taken = await door.Check.Ask<PingTaken>(new TakePing(ping(time.GetUtcNow())), Patience, cancel);
            if (!taken.Wanted)
                return PingOutcome.UnknownToken;
        }
        catch (AskTimeoutException)
        {
            return PingOutcome.NotTaken;
        }

        await StoredAsync(cancel);
        return PingOutcome.Taken;
    }

    /// <summary>Which checks wait for pings from now on.</summary>
    internal void Publish(IEnumerable<(CheckDefinition Definition, CheckRelay Check)> running)
    {
        var doors = new Dictionary<string, Door>(StringComparer.Ordinal);
        foreach (var (definition, check) in running)
            if (definition.Type.Pings(definition.Spec) is { } rules)
            {
                var hash = HashOf(rules.Token.Reveal());
                doors[hash] = new Door(check, _doors.TryGetValue(hash, out var before) ? before.Budget : new PingBudget());
            }

        if (doors.Count > 0 || _doors.Count > 0)
            _doors = doors.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private async Task StoredAsync(CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(StoringPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await history.FlushAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The check has it, and the history will: that is reported where all trouble with the history is.
        }
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record Door(CheckRelay Check, PingBudget Budget);
}

/// <summary>What became of a ping.</summary>
public enum PingOutcome
{
    Taken,
    UnknownToken,

    /// <summary>More than one token may send; nothing has been done with it.</summary>
    TooMany,

    /// <summary>The check did not answer in time; it may have it or not.</summary>
    NotTaken,
}
