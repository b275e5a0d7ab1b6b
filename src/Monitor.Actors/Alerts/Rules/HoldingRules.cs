using System.Collections.Immutable;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Rules;

/// <summary>What a rule may look at.</summary>
/// <param name="State">With the round at hand taken into account.</param>
public sealed record HoldingFacts(
    CheckDefinition Definition, CheckState State, ImmutableArray<ParentStanding> Parents, DateTimeOffset Now)
{
    public SilenceStanding Silence { get; init; } = SilenceStanding.None;
}

/// <summary>Why nobody is told now.</summary>
/// <param name="Rule">The rule's name, as events keep it.</param>
/// <param name="Reason">For people, such as <c>in maintenance until 14:00 UTC</c>.</param>
/// <param name="RemediesToo">Remedies would do no good, or harm.</param>
public sealed record Holding(string Rule, string Reason, bool RemediesToo = false);

/// <summary>Every rule that holds alerts back, in the order in which their reasons are given.</summary>
public static class HoldingRules
{
    private static readonly ImmutableArray<Func<HoldingFacts, Holding?>> All =
    [
        MaintenanceRule.Holds,
        SilenceRule.Holds,
        UnreachableRule.Holds,
        UnsettledRule.Holds,
        FlappingRule.Holds,
    ];

    /// <summary>The first that holds; null when people are to be told.</summary>
    public static Holding? Of(HoldingFacts facts)
    {
        foreach (var rule in All)
            if (rule(facts) is { } holding)
                return holding;
        return null;
    }
}
