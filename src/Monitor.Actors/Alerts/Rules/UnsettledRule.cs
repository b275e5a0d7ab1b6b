using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Rules;

/// <summary>A check may fail a moment before the one it depends on does: its failure waits until that was looked at, too.</summary>
/// <remarks>For at most the parent's interval, and at least 10 s; a parent that is paused is not waited for.</remarks>
public static class UnsettledRule
{
    public const string Name = "unsettled";

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(10);

    public static Holding? Holds(HoldingFacts facts)
    {
        if (facts.State.Incident is not { } incident)
            return null;
        foreach (var (name, standing) in facts.Parents)
            if (IsAwaited(standing, incident.OpenedAt, facts.Now))
                return new(Name, $"waits for a look at {name}, which it depends on", RemediesToo: true);
        return null;
    }

    private static bool IsAwaited(Standing? parent, DateTimeOffset failedAt, DateTimeOffset now)
    {
        if (parent is { Rests: true } || parent?.LookedAt >= failedAt)
            return false;
        var wait = parent?.Interval > ShortestWait ? parent.Interval : ShortestWait;
        return now - failedAt < wait;
    }
}
