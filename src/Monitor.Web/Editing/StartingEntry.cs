using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Web.Editing;

/// <summary>What a new check of a type begins with: what it must have, empty, and who is told.</summary>
public static class StartingEntry
{
    private const string Status = "expect_status";

    public static string Of(string type, CheckTypes types) => string.Concat(
        new[] { $"{EntryKeys.Name}: \"\"", $"{EntryKeys.Type}: {type}" }
            .Concat(Needed(types.Checks.GetValueOrDefault(type)))
            .Append($"{EntryKeys.NotifyOn}: [first_fail, recovered]")
            .Select(line => line + "\n"));

    /// <summary>The entry as one of another type: what only the old one knows goes, what the new one needs comes.</summary>
    public static EntrySheet Become(EntrySheet sheet, string type, CheckTypes types)
    {
        var own = OwnOf(types.Checks.GetValueOrDefault(type));
        var leaving = OwnOf(types.Checks.GetValueOrDefault(sheet.Value(EntryKeys.Type) ?? "")).Except(own);
        return Filled(leaving.Aggregate(sheet, (left, key) => left.Without(key)).Put(EntryKeys.Type, type, [EntryKeys.Name], out _) ?? sheet, EntrySheet.Empty, type, types);
    }

    /// <summary>With the values of the type's example where there are none.</summary>
    public static EntrySheet WithExample(EntrySheet sheet, CheckTypes types) =>
        types.Checks.GetValueOrDefault(sheet.Value(EntryKeys.Type) ?? "") is { } type ? Filled(sheet, EntrySheet.OfFlow(type.Example), type.Name, types) : sheet;

    private static EntrySheet Filled(EntrySheet sheet, EntrySheet with, string type, CheckTypes types)
    {
        var order = FormPlan.Of(types, sheet, new HashSet<string>()).Order;
        var start = EntrySheet.Read(Of(type, types), out _)!; // it is ours
        foreach (var (key, yaml) in Values(with).Concat(Values(start)))
            if (!sheet.Has(key) || (sheet.Value(key) is "" && yaml.Length > 0))
                sheet = sheet.Put(key, yaml, order, out _) ?? sheet;
        return sheet;
    }

    private static IEnumerable<(string Key, string Yaml)> Values(EntrySheet sheet) =>
        (sheet.Keys() ?? []).Where(key => key != EntryKeys.Type).Select(key => (key, sheet.Yaml(key) ?? ""));

    private static IEnumerable<string> Needed(ICheckType? type) => (type?.Keys ?? []).Where(key => key.Required || key.Name == Status)
        .Select(key => key.Name == Status ? $"{Status}: 200" : EntryField.Of(key).Kind is FieldKind.Text ? $"{key.Name}: \"\"" : $"{key.Name}:");

    private static IEnumerable<string> OwnOf(ICheckType? type) => type?.Keys.Select(key => key.Name) ?? [];
}
