using System.Collections.Immutable;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>on_fail.actions</c>: the house's limits here, the rest by the remedy type.</summary>
internal static class ActionReader
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static ImmutableArray<RemedyDefinition> Read(YamlSection? onFail, CheckTypes types) =>
        onFail is null ? [] : [.. onFail.Sections("actions").Select(keys => ReadOne(keys, types)).OfType<RemedyDefinition>()];

    private static RemedyDefinition? ReadOne(YamlSection keys, CheckTypes types)
    {
        var type = CheckTypes.Read(keys, types.Remedies, "action type");
        var timeout = keys.Duration("timeout", 5 * Second, Pace.MinTimeout, Pace.MaxTimeout);
        var everyCycle = keys.Flag("every_cycle", otherwise: false);
        var cooldown = keys.Duration("cooldown", 60 * Second, TimeSpan.Zero, Day);
        var maxPerHour = keys.Number("max_per_hour", otherwise: 6, min: 1, max: 3_600);
        if (type is null)
        {
            keys.Excuse();
            return null;
        }

        var spec = EntryReader.Guarded(keys, type.Name, () => type.Read(keys));
        return spec is null ? null : new RemedyDefinition(type, spec, timeout, everyCycle, cooldown, maxPerHour);
    }
}
