using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Board;

/// <summary>A window of maintenance of the configuration, and the checks it concerns, by name.</summary>
public sealed record PlannedWindow(MaintenanceWindow Window, ImmutableArray<string> Checks)
{
    /// <summary>Windows that say the same are one.</summary>
    public static ImmutableArray<PlannedWindow> Of(IEnumerable<CheckDefinition> checks) =>
    [
        .. checks.SelectMany(check => check.Maintenance.Distinct().Select(window => (window, check.Name.Value))).GroupBy(one => one.window, one => one.Value)
            .Select(same => new PlannedWindow(same.Key, [.. same.Order(StringComparer.OrdinalIgnoreCase)])),
    ];
}
