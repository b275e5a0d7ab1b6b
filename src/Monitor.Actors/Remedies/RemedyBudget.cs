using System.Collections.Immutable;

namespace Monitor.Actors.Remedies;

/// <summary>When remedies ran lately, and so whether one may run again; survives restarts as part of a check's state.</summary>
public sealed record RemedyBudget(ImmutableList<RemedyBudget.Run> Runs)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public static RemedyBudget Unused { get; } = new(ImmutableList<Run>.Empty);

    /// <summary>That a remedy ran, and when.</summary>
    /// <param name="Remedy">Its place in <c>on_fail.actions</c>.</param>
    public sealed record Run(int Remedy, DateTimeOffset At);

    public RemedyBudget Spend(int remedy, DateTimeOffset at) =>
        new(Runs.RemoveAll(run => at - run.At > MaxCooldown).Add(new Run(remedy, at)));

    /// <summary>What was asked for and then not done costs nothing.</summary>
    public RemedyBudget Refund(int remedy, DateTimeOffset at) => new(Runs.Remove(new Run(remedy, at)));

    /// <summary>Why the remedy may not run now; null when it may.</summary>
    /// <param name="ineffective">How many of its runs in the incident did not help.</param>
    public (string Rule, string Reason)? Forbids(int remedy, RemedyDefinition definition, DateTimeOffset now, int ineffective = 0)
    {
        var cooldown = definition.Guard.Cooldown(definition.Cooldown, ineffective);
        var mine = Runs.FindAll(run => run.Remedy == remedy);
        if (mine.Count > 0 && now - mine[^1].At < cooldown)
            return ("cooldown", $"cooling down until {mine[^1].At + cooldown:u}");
        return mine.Count(run => now - run.At < Window) >= definition.MaxPerHour
            ? ("max_per_hour", $"ran {definition.MaxPerHour} times within the hour, which is its limit")
            : null;
    }

    /// <summary>The longest cooldown that can be configured.</summary>
    public static TimeSpan MaxCooldown { get; } = TimeSpan.FromHours(24);
}
