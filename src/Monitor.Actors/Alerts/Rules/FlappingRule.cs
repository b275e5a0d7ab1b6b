namespace Monitor.Actors.Alerts.Rules;

/// <summary>While a check flaps its single changes are not told; that it flaps was.</summary>
public static class FlappingRule
{
    public const string Name = "flapping";

    public static Holding? Holds(HoldingFacts facts) =>
        facts.State.Quiet?.FlappingSince is null ? null : new(Name, "flapping: told when it is stable");
}
