using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitor.Actors.Config;

namespace Monitor.Web.Editing;

/// <summary>One line of <c>expect_jsonpath</c> that is a path, one predicate and its value.</summary>
public sealed class PathRule
{
    private const string PathKey = "path";

    public static ImmutableArray<string> Predicates { get; } = ["equals", "not_equals", "lt", "lte", "gt", "gte", "contains", "matches", "exists"];

    public string Path { get; set; } = "$.";

    public string Predicate { get; set; } = "equals";

    /// <summary>As typed: <c>true</c> and <c>12</c> are JSON, everything else is text.</summary>
    public string Value { get; set; } = "";

    /// <summary>The rules of an entry; null when one of them says more.</summary>
    public static List<PathRule>? ReadAll(EntrySheet sheet, string path)
    {
        if (!sheet.Has(path))
            return [];
        var rules = sheet.Rows(path)?.Select(Read).ToList();
        return rules is null || rules.Contains(null) ? null : [.. rules.OfType<PathRule>()];
    }

    /// <summary>Null when there are none.</summary>
    public static string? WriteAll(IReadOnlyCollection<PathRule> rules)
    {
        var yaml = new StringBuilder();
        foreach (var rule in rules)
            yaml.Append(CultureInfo.InvariantCulture, $"- {PathKey}: {YamlText.Scalar(rule.Path)}\n  {rule.Predicate}: {YamlText.Value(rule.Value)}\n");
        return rules.Count == 0 ? null : yaml.ToString();
    }

    private static PathRule? Read(ImmutableArray<SheetValue> row) => row is [{ Key: PathKey } path, var predicate] && Predicates.Contains(predicate.Key)
        ? new PathRule { Path = path.Text, Predicate = predicate.Key, Value = Typed(predicate) }
        : null;

    /// <summary>Quoted text that looks like JSON keeps its quotes, or it would become a number on the way back.</summary>
    private static string Typed(SheetValue value) =>
        value.IsText && YamlText.IsJsonScalar(value.Text) ? JsonSerializer.Serialize(value.Text) : value.Text;
}
