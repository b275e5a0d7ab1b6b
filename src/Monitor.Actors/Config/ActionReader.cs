using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>on_fail.actions</c>: the house's limits here, the rest by the remedy type.</summary>
internal static class ActionReader
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    internal const int MostRuns = 3_600;
    private const int MostProbes = 100;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>What every action may hold, besides the keys of its type.</summary>
    public static ImmutableArray<ConfigKey> Keys(CheckTypes types) =>
    [
        new("type", KeyShape.Choice(types.Remedies.Keys.Order(StringComparer.Ordinal)), "what to do; the remaining keys depend on it") { Required = true },
        new("timeout", KeyShape.Duration(Pace.MinTimeout, Pace.MaxTimeout), "then the action counts as failed") { Default = "5s" },
        new("every_cycle", KeyShape.Flag, "run on every failing round, within the two limits below") { Default = "false" },
        new("cooldown", KeyShape.Duration(TimeSpan.Zero, Day), "the least time between two runs") { Default = "60s" },
        new("max_per_hour", KeyShape.Whole(1, MostRuns), "the most runs within any hour") { Default = "6" },
        new("guard", KeyShape.Section(GuardReader.Keys), "what has to be so before it runs, see below"),
        new("verify", KeyShape.Section(
            new("within", KeyShape.Duration(Second, Hour), "from the end of the action to the last look") { Default = "30s" },
            new("probes", KeyShape.Whole(1, MostProbes), "how many looks, the first at once") { Default = "2" }),
            "look soon whether it has helped") { Absent = "the next round tells" },
        new("dry_run", KeyShape.Flag, "it is journaled that it would have run, and nothing is done") { Default = "false" },
        new("approve", KeyShape.Choice("manual"), "it runs only when somebody approves it, on the check's page or by the API") { Absent = "it runs by itself" },
    ];

    public static KeyShape Shape(CheckTypes types) =>
        KeyShape.Typed("action", Keys(types), types.Remedies.Values.Select(type => (type.Name, type.Keys)));

    public static ImmutableArray<RemedyDefinition> Read(YamlSection? onFail, EntryContext context) =>
        onFail is null ? [] : [.. onFail.Sections("actions").Select(keys => ReadOne(keys, context)).OfType<RemedyDefinition>()];

    private static RemedyDefinition? ReadOne(YamlSection keys, EntryContext context)
    {
        var type = CheckTypes.Read(keys, context.Around.Types.Remedies, "action type");
        var timeout = keys.Duration("timeout", 5 * Second, Pace.MinTimeout, Pace.MaxTimeout);
        var everyCycle = keys.Flag("every_cycle", otherwise: false);
        var cooldown = keys.Duration("cooldown", 60 * Second, TimeSpan.Zero, Day);
        var maxPerHour = keys.Number("max_per_hour", otherwise: 6, min: 1, MostRuns);
        var guard = GuardReader.Read(keys, ref cooldown, ref maxPerHour);
        var verify = ReadVerify(keys.Section("verify"));
        var dryRun = keys.Flag("dry_run", otherwise: false);
        var needsApproval = keys.Choice("approve", "", "manual") == "manual";
        if (type is null)
        {
            keys.Excuse();
            return null;
        }

        if (type.RunsPrograms)
            EntryReader.MayRun(type.Name, keys, context);
        var spec = EntryReader.Guarded(keys, type.Name, () => type.Read(keys));
        if (spec is not null)
            MayRestart(type.UnitOf(spec), keys, context);
        return spec is null ? null : new RemedyDefinition(type, spec, timeout, everyCycle, cooldown, maxPerHour)
        {
            DryRun = dryRun,
            NeedsApproval = needsApproval,
            Guard = guard,
            Verify = verify,
            Echo = EchoMask.Of(keys, type.Keys.Select(key => key.Name), () => type.Target(spec)),
        };
    }

    /// <summary>What may be restarted is decided in the file, by who may write to it.</summary>
    private static void MayRestart(string? unit, YamlSection keys, EntryContext context)
    {
        if (unit is not { Length: > 0 })
            return;
        if (context.Origin != CheckOrigin.File)
            keys.Problem("unit", "checks of the board and of the API cannot restart services", "write the check into checks.yaml");
        else if (!context.Global.Remedies.Services.Contains(unit))
            keys.Problem("unit", $"{Shown.Quoted(unit)} is not among the services that may be restarted", "add it to global.remedies.services");
    }

    private static VerifyPlan? ReadVerify(YamlSection? keys) => keys is null ? null
        : new VerifyPlan(keys.Duration("within", 30 * Second, Second, Hour), keys.Number("probes", otherwise: 2, min: 1, MostProbes));
}
