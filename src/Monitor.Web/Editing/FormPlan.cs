using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Web.Editing;

/// <summary>Which fields the form shows, in which order: what the type needs, what is usual, what else is written, and what could be added.</summary>
/// <param name="Needed">The name, and what the type's example has.</param>
/// <param name="Usual">What most checks have.</param>
/// <param name="Further">What else is written in the entry, or was asked for.</param>
/// <param name="Offered">All others.</param>
/// <param name="Order">The order in which keys are written.</param>
/// <param name="Example">An entry of the type; empty when there is no such type.</param>
public sealed record FormPlan(
    ImmutableArray<EntryField> Needed, ImmutableArray<EntryField> Usual, ImmutableArray<EntryField> Further, ImmutableArray<EntryField> Offered,
    ImmutableArray<string> Order, EntrySheet Example)
{
    private static readonly ImmutableArray<string> UsualKeys =
    [
        "severity", "group", "tags", "interval", "timeout", "retries", "retry_interval", "failure_threshold", "success_threshold", "thresholds",
        "notify_on", "on_fail",
    ];

    private static readonly ImmutableArray<string> First = [EntryKeys.Name, EntryKeys.Type];

    /// <param name="opened">The keys that somebody has asked for.</param>
    public static FormPlan Of(CheckTypes types, EntrySheet sheet, IReadOnlySet<string> opened)
    {
        var type = types.Checks.GetValueOrDefault(sheet.Value(EntryKeys.Type) ?? "");
        var (own, shared) = Keys(type, types);
        var example = type is null ? EntrySheet.Empty : EntrySheet.OfFlow(type.Example);
        ImmutableArray<EntryField> needed =
            [.. shared.Where(field => field.Path == EntryKeys.Name), .. own.Where(field => field.Key.Required || example.Has(field.Path))];
        ImmutableArray<EntryField> usual = [.. UsualKeys.Select(name => shared.FirstOrDefault(field => field.Path == name)).OfType<EntryField>()];
        var rest = own.Concat(shared).Where(field => field.Path != EntryKeys.Type).Except(needed).Except(usual).ToLookup(field => sheet.Has(field.Path) || opened.Contains(field.Path));
        return new(needed, usual, [.. rest[true]], [.. rest[false]],
            [.. First, .. own.Concat(shared).Select(field => field.Path).Where(path => !First.Contains(path))], example);
    }

    /// <summary>Every field that is shown, those of groups too.</summary>
    public IEnumerable<EntryField> Shown => Needed.Concat(Usual).Concat(Further).SelectMany(one => one.Inner.Prepend(one));

    private static (ImmutableArray<EntryField> Own, ImmutableArray<EntryField> Shared) Keys(ICheckType? type, CheckTypes types)
    {
        var own = type?.Keys.Select(key => key.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        var all = (type is null ? ConfigSchema.SharedKeys(types) : ConfigSchema.KeysOf(type, types)).Select(EntryField.Of).ToLookup(field => own.Contains(field.Path));
        return ([.. all[true]], [.. all[false]]);
    }
}
