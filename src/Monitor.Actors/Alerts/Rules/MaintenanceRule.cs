using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Rules;

/// <summary>In maintenance nobody is told: trouble is expected.</summary>
public static class MaintenanceRule
{
    public const string Name = "maintenance";

    public static Holding? Holds(HoldingFacts facts) =>
        ActiveMaintenance.Of(facts.Definition, facts.State, facts.Now) is { } active
            ? new(Name, $"in maintenance until {ClockText.Of(active.Until, facts.Now, facts.Definition.Zone)}{(active.Note is { } note ? $": {note}" : "")}", RemediesToo: true)
            : null;
}
