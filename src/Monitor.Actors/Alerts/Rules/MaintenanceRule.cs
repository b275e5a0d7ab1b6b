using System.Globalization;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts.Rules;

/// <summary>In maintenance nobody is told: trouble is expected.</summary>
public static class MaintenanceRule
{
    public const string Name = "maintenance";

    public static Holding? Holds(HoldingFacts facts) =>
        ActiveMaintenance.Of(facts.Definition, facts.State, facts.Now) is { } active
            ? new(Name, $"in maintenance until {Clock(active.Until, facts)}{(active.Note is { } note ? $": {note}" : "")}", RemediesToo: true)
            : null;

    private static string Clock(DateTimeOffset time, HoldingFacts facts)
    {
        var zone = facts.Definition.Zone;
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(facts.Now, zone));
        return $"{local.ToString(local.Date == today.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {zone.Id}";
    }
}
