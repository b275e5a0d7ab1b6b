using System.Globalization;
using System.Text.Json;
using Json.Path;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks;

/// <summary>One rule of <c>expect_jsonpath</c>: a path and what its value must be (PARITY H3-H8).</summary>
/// <remarks>Types are strict, numbers compare by value; a missing value fails unless <see cref="Exists"/> is false.</remarks>
public sealed record Expectation
{
    public required string Text { get; init; }

    public required JsonPath Path { get; init; }

    public JsonElement? EqualTo { get; init; }

    public decimal? Below { get; init; }

    public decimal? Above { get; init; }

    public bool? Exists { get; init; }

    /// <summary>How many matches there must be, when it matters.</summary>
    public int? Count { get; init; }

    public Matches Which { get; init; } = Matches.First;

    /// <summary>Which of several matches the predicates are about.</summary>
    public enum Matches
    {
        First,
        All,
        Any,
    }

    /// <summary>Null when the rule holds; otherwise expected and actual together.</summary>
    public string? Problem(JsonElement root)
    {
        var found = Path.Evaluate(root).Matches;
        if (Count is { } count && found.Count != count)
            return $"{Text} has {found.Count} matches, expected {count}";
        if (Exists == false)
            return found.Count == 0 ? null : $"{Text} exists (got {Show(found[0].Value)})";
        if (found.Count == 0)
            return Exists == true ? $"{Text} not found" : Missing();
        return Which switch
        {
            Matches.All => found.Select(node => ProblemOf(node.Value)).FirstOrDefault(problem => problem is not null),
            Matches.Any => found.Any(node => ProblemOf(node.Value) is null) ? null : ProblemOf(found[0].Value),
            _ => ProblemOf(found[0].Value),
        };
    }

    private string? Missing() =>
        EqualTo is { ValueKind: not JsonValueKind.Null } wanted ? Differs("!=", Show(wanted), "None")
        : Below is { } below ? Differs("!<", Show(below), "None")
        : Above is { } above ? Differs("!>", Show(above), "None")
        : Count is null || EqualTo is not null ? $"{Text} not found" : null;

    private string? ProblemOf(JsonElement value) => ProblemWithEquals(value) ?? ProblemWithOrder(value);

    private string? ProblemWithEquals(JsonElement value) =>
        EqualTo is { } wanted && !JsonValues.Same(value, wanted) ? Differs("!=", Show(wanted), Show(value)) : null;

    private string? ProblemWithOrder(JsonElement value)
    {
        if (Below is null && Above is null)
            return null;
        if (value.ValueKind != JsonValueKind.Number)
            return $"{Text} is {JsonValues.Describe(value)}, expected a number";
        if (!JsonValues.IsFinite(value))
            return $"{Text} is {value.GetRawText()}, a number out of range";
        if (Below is { } below && JsonValues.Compare(value, below) >= 0)
            return Differs("!<", Show(below), Show(value));
        return Above is { } above && JsonValues.Compare(value, above) <= 0 ? Differs("!>", Show(above), Show(value)) : null;
    }

    private string Differs(string sign, string wanted, string got) => $"{Text} {sign} {wanted} (got {got})";

    private static string Show(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>As Python would print it; text without quotes.</summary>
    private static string Show(JsonElement value) =>
        ErrorDetails.Short(value.ValueKind == JsonValueKind.String ? value.GetString()! : PythonRepr.Of(value));

    /// <summary>Reads one rule of the YAML.</summary>
    public static Expectation Read(YamlSection keys)
    {
        var text = keys.Text("path");
        return new Expectation
        {
            Text = text,
            Path = PathOf(text, keys),
            EqualTo = keys.Value("equals"),
            Below = keys.DecimalOrNull("lt"),
            Above = keys.DecimalOrNull("gt"),
            Exists = keys.Has("exists") ? keys.Flag("exists", true) : null,
            Count = keys.NumberOrNull("count", 0, 1_000),
            Which = WhichOf(keys),
        };
    }

    private static Matches WhichOf(YamlSection keys)
    {
        var (all, any) = (keys.Flag("all", false), keys.Flag("any", false));
        if (all && any)
            keys.Problem("any", "all and any cannot both be true", "keep one of them");
        return all ? Matches.All : any ? Matches.Any : Matches.First;
    }

    private static JsonPath PathOf(string text, YamlSection keys)
    {
        var path = text.StartsWith('$') || text.Length == 0 ? text : $"$.{text}";
        try
        {
            return JsonPath.Parse(path);
        }
        catch (PathParseException e)
        {
            var fix = e.Suggestion is { } suggestion ? $"write {suggestion}" : "see RFC 9535 for the spelling";
            if (text.Length > 0)
                keys.Problem("path", $"\"{text}\" is not a JSONPath: {e.Message}", fix);
            return JsonPath.Parse("$");
        }
    }
}
