using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Roster;

/// <summary>Watches over the checks that should be running: which of them are overdue.</summary>
/// <remarks>Thread-safe, but for <see cref="Look"/>, which has one caller. It asks no actor, so none can hold it up.</remarks>
public sealed class RoundWatch(TimeProvider time)
{
    private readonly ConcurrentDictionary<CheckName, CheckSlot> _slots = [];
    private ImmutableHashSet<CheckName> _stalled = [];
    private long _excused = time.GetTimestamp();

    public int Count => _slots.Count;

    public void Add(CheckSlot slot) => _slots[slot.Definition.Name] = slot;

    public void Remove(CheckName name) => _slots.TryRemove(name, out _);

    /// <summary>Nothing that was due before now counts as overdue: the whole process did not run.</summary>
    public void Excuse() => _excused = time.GetTimestamp();

    public RoundReport Look()
    {
        var now = time.GetTimestamp();
        var starved = 0;
        var stalled = ImmutableHashSet.CreateBuilder<CheckName>();
        foreach (var slot in _slots.Values.Where(slot => !slot.Pulse.IsResting))
        {
            starved += IsStarved(slot, now) ? 1 : 0;
            if (IsStalled(slot, now))
                stalled.Add(slot.Definition.Name);
        }

        var before = _stalled;
        _stalled = stalled.ToImmutable();
        return new RoundReport(_slots.Count, starved, _stalled.Count, [.. _stalled.Except(before)]);
    }

    /// <summary>The longest that a round may take from its first attempt to its last, waiting for a place left out.</summary>
    internal static TimeSpan LongestRound(CheckDefinition check) => ((check.Retries + 1) * check.Timeout) + (check.Retries * check.RetryBackoff);

    /// <summary>Due for more than an interval, and no round has started, or the one that has still waits for its place.</summary>
    private bool IsStarved(CheckSlot slot, long now)
    {
        var (pulse, check) = (slot.Pulse, slot.Definition);
        return pulse.IsRunning
            ? Since(pulse.StartedAt, now) > check.Interval + LongestRound(check)
            : Since(Math.Max(pulse.StartedAt, pulse.FinishedAt), now) > 2 * check.Interval;
    }

    /// <summary>No round has finished for two intervals and the longest that a round takes.</summary>
    private bool IsStalled(CheckSlot slot, long now) =>
        Since(slot.Pulse.FinishedAt, now) > (2 * slot.Definition.Interval) + LongestRound(slot.Definition);

    private TimeSpan Since(long then, long now) => time.GetElapsedTime(Math.Max(then, _excused), now);
}

/// <summary>How the rounds go.</summary>
/// <param name="Checks">How many checks should be running.</param>
/// <param name="Starved">Checks that are due for more than an interval without a probe.</param>
/// <param name="Stalled">Checks without a finished round for two intervals and the longest that a round takes.</param>
/// <param name="NewlyStalled">Those of them that were not at the look before.</param>
public sealed record RoundReport(int Checks, int Starved, int Stalled, ImmutableArray<CheckName> NewlyStalled);
