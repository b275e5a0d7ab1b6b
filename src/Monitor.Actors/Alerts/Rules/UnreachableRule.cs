using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Rules;

/// <summary>What fails behind something that fails is unreachable: whoever knows of the one need not be told of the other.</summary>
/// <remarks>A check that answers is reachable, whatever its parents say; its recovery is told.</remarks>
public static class UnreachableRule
{
    public const string Name = "unreachable";

    public static Holding? Holds(HoldingFacts facts) =>
        FailingParent(facts) is { } parent ? new(Name, $"unreachable: depends on {parent}, which is failing", RemediesToo: true) : null;

    public static CheckName? FailingParent(HoldingFacts facts)
    {
        if (facts.State.Incident is null)
            return null;
        foreach (var parent in facts.Parents)
            if (parent.Standing is { Failing: true })
                return parent.Name;
        return null;
    }
}
