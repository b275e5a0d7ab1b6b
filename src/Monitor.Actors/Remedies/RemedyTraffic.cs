using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Remedies;

/// <summary>A remedy that has to do with a lock.</summary>
public sealed record LockUse(CheckName Check, string Action, string RunId, DateTimeOffset At)
{
    public override string ToString() => $"{Action} of {Check}";
}

/// <summary>What the remedies of all checks do together: who holds which lock, and how many ran within the hour.</summary>
/// <remarks>Locks are of the process: after a restart nothing runs, and so nothing is held. Runs are found in the journal.</remarks>
public sealed record RemedyTraffic
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static readonly ImmutableDictionary<string, LockUse> NoLocks = ImmutableDictionary<string, LockUse>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    public static RemedyTraffic None { get; } = new();

    /// <summary>The locks that are held.</summary>
    public ImmutableDictionary<string, LockUse> Held { get; init; } = NoLocks;

    /// <summary>The last run under each lock that went well.</summary>
    public ImmutableDictionary<string, LockUse> Done { get; init; } = NoLocks;

    /// <summary>When runs were asked for, by their ids.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Runs { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Whether the runs before the start are among <see cref="Runs"/>.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The most runs of all checks within the hour (<c>global.remedies.max_per_hour</c>); null for no limit.</summary>
    public int? MaxPerHour { get; init; }

    /// <summary>Why the remedy may not run now; null when it may.</summary>
    public (string Rule, string Reason)? Forbids(RemedyDefinition remedy, DateTimeOffset now)
    {
        if (remedy.Guard.Lock is { } name && Held.TryGetValue(name, out var holder))
            return ("lock", $"the lock {name} is held by {holder}");
        if (MaxPerHour is not { } most)
            return null;
        return !IsComplete ? ("global_max_per_hour", "waits until the runs of the last hour are read from the journal")
            : Runs.Values.Count(at => now - at < Window) >= most ? ("global_max_per_hour", $"{most} remedies ran within the hour, which is the limit of all checks together")
            : null;
    }

    public RemedyTraffic Begin(RunRemedy run, DateTimeOffset now) => this with
    {
        Held = run.Remedy.Guard.Lock is { } name ? Held.SetItem(name, UseOf(run, now)) : Held,
        Runs = Runs.RemoveRange(Runs.Where(one => now - one.Value >= Window).Select(one => one.Key)).SetItem(run.Id, now),
    };

    public RemedyTraffic End(RunRemedy run, RemedyVerdict verdict, DateTimeOffset now)
    {
        if (run.Remedy.Guard.Lock is not { } name)
            return this;
        return this with
        {
            Held = Held.TryGetValue(name, out var holder) && holder.RunId == run.Id ? Held.Remove(name) : Held,
            Done = verdict == RemedyVerdict.Succeeded ? Done.SetItem(name, UseOf(run, now)) : Done,
        };
    }

    /// <summary>With the runs that the journal knows of.</summary>
    public RemedyTraffic With(IEnumerable<KeyValuePair<string, DateTimeOffset>> past) => this with { Runs = Runs.SetItems(past), IsComplete = true };

    private static LockUse UseOf(RunRemedy run, DateTimeOffset at) => new(run.Run.Check, run.Remedy.Type.Name, run.Id, at);
}
