using System.Collections.Immutable;

namespace Monitor.Actors.Config.Schema;

/// <summary>Keys as the table of Markdown that the reference shows.</summary>
/// <remarks>A mapping without a name is told where it stands, with dots; one that has a name has a table of its own.</remarks>
internal static class KeyTable
{
    public static string Of(IEnumerable<ConfigKey> keys)
    {
        var rows = Rows("", [.. keys]).ToList();
        var (hasDefault, hasRange) = (rows.Exists(row => row.Default is not ("" or "none")), rows.Exists(row => row.Range.Length > 0));
        var head = new Row("Key", "Default", "Range", "Meaning");
        var rule = new Row("---", "---", "---", "---");
        return string.Join('\n', rows.Prepend(rule).Prepend(head).Select(row => Line(row, hasDefault, hasRange)));
    }

    private static IEnumerable<Row> Rows(string place, ImmutableArray<ConfigKey> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            var alike = keys.Skip(i).TakeWhile(one => key.See is not null && one.See == key.See).ToList();
            if (alike.Count > 0)
            {
                yield return new Row(string.Join(", ", alike.Select(one => $"`{place}{one.Name}`")), "", "", $"see {key.See}");
                i += alike.Count - 1;
                continue;
            }

            var inner = Inner(key.Shape, $"{place}{key.Name}");
            if (inner is null || key.Shape is not KeyShape.Mapping)
                yield return new Row($"`{place}{key.Name}`", Default(place, key), key.RangeText, key.Meaning);
            foreach (var row in inner is { } mapping ? Rows($"{mapping.Place}.", mapping.Keys) : [])
                yield return row;
        }
    }

    private static (string Place, ImmutableArray<ConfigKey> Keys)? Inner(KeyShape shape, string place) => shape switch
    {
        KeyShape.Mapping { Name: null } mapping => (place, mapping.Keys),
        KeyShape.Items items => Inner(items.Item, $"{place}[]"),
        KeyShape.OneOf either => either.Shapes.Select(one => Inner(one, place)).FirstOrDefault(inner => inner is not null),
        _ => null,
    };

    private static string Default(string place, ConfigKey key) => key switch
    {
        { Required: true } => place.Length > 0 ? "required there" : "required",
        { Default: { } usual } => $"`{usual}`",
        _ => key.DefaultText,
    };

    /// <summary>A column that says nothing is left out.</summary>
    private static string Line(Row row, bool hasDefault, bool hasRange)
    {
        string[] cells = [row.Key, .. hasDefault ? [row.Default] : Array.Empty<string>(), .. hasRange ? [row.Range] : Array.Empty<string>(), row.Meaning];
        return row.Key == "---" ? $"|{string.Join('|', cells)}|" : $"|{string.Concat(cells.Select(cell => cell.Length > 0 ? $" {cell} |" : " |"))}";
    }

    private sealed record Row(string Key, string Default, string Range, string Meaning);
}
