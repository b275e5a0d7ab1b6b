using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Roster;

/// <summary>Which checks to start, change and stop to get from one configuration to the next; pure.</summary>
public sealed record RosterPlan(
    ImmutableArray<CheckDefinition> Start, ImmutableArray<CheckDefinition> Change, ImmutableArray<CheckName> Stop)
{
    /// <summary>A check is the same check if it has the same name, and unchanged if it has the same fingerprint.</summary>
    public static RosterPlan Between(IEnumerable<CheckDefinition> current, IEnumerable<CheckDefinition> next)
    {
        var before = current.ToDictionary(check => check.Name);
        var after = next.ToDictionary(check => check.Name);
        return new RosterPlan(
            [.. after.Values.Where(check => !before.ContainsKey(check.Name))],
            [.. after.Values.Where(check => before.TryGetValue(check.Name, out var old) && IsChanged(old, check))],
            [.. before.Keys.Where(name => !after.ContainsKey(name))]);
    }

    /// <summary>Whether it does anything in another way, wherever it is written.</summary>
    public static bool Differs(CheckDefinition old, CheckDefinition now) =>
        old.Fingerprint != now.Fingerprint || old.Flapping != now.Flapping || !old.Maintenance.SequenceEqual(now.Maintenance) || !old.Channels.SequenceEqual(now.Channels)
        || old.RemindEvery != now.RemindEvery || !old.Routes.SequenceEqual(now.Routes);

    private static bool IsChanged(CheckDefinition old, CheckDefinition now) => old.Source != now.Source || Differs(old, now);
}
