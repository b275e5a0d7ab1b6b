using System.Collections.Immutable;
using System.Text.Json;
using Json.Path;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>One rule of <c>expect_jsonpath</c>: a path and what must hold of the values it finds (PARITY H3-H8).</summary>
internal sealed record JsonPathAssertion(string Text, JsonPath Path, Predicates Predicates) : Assertion
{
    private const int MostMatches = 1_000;

    /// <summary>Besides the predicates.</summary>
    public static ImmutableArray<ConfigKey> PathKeys { get; } =
    [
        new("path", KeyShape.Text, "such as `$.latency_ms`, `$.replicas[*].lag_s`, `$.jobs[?@.state==\"failed\"]`") { Required = true },
        new("match", KeyShape.Choice("first", "all", "any"), "`all`: the predicates must hold of all matches, `any`: of at least one") { Default = "first" },
        new("all", KeyShape.Flag, "the older way to say `match: all`") { Default = "false" },
        new("any", KeyShape.Flag, "the older way to say `match: any`") { Default = "false" },
        new("count", KeyShape.Whole(0, MostMatches), "so many values must match the path") { Absent = "any" },
        SeverityKey,
    ];

    public static ConfigKey Key { get; } = new("expect_jsonpath",
        KeyShape.List(KeyShape.Known("path_rule", [.. PathKeys, .. Predicates.Keys])),
        "the values at the path are so")
    { Range = "a list of `{ path, predicates }`" };

    /// <summary>How many matches there must be, when it matters.</summary>
    public int? Count { get; init; }

    public Matches Which { get; init; } = Matches.First;

    /// <summary>Which of several matches the predicates are about.</summary>
    internal enum Matches
    {
        First,
        All,
        Any,
    }

    public override bool NeedsJson => true;

    public override string About => Text;

    public override string? Problem(Answer answer) => Problem(answer.Json);

    /// <summary>Null when the rule holds; otherwise expected and actual together.</summary>
    public string? Problem(JsonElement root)
    {
        try
        {
            return Which == Matches.First && Count is null
                ? Predicates.Problem(Text, Path.TryFindFirst(root, out var first) ? first : null)
                : ProblemOf(Path.Evaluate(root).Matches);
        }
        catch (JsonPathTooExpensiveException e)
        {
            return $"{Text}: {e.Message}";
        }
    }

    private string? ProblemOf(IReadOnlyList<Node> found)
    {
        if (Count is { } count && found.Count != count)
            return $"{Text} has {found.Count} matches, expected {count}";
        if (Predicates.IsEmpty && Count is not null)
            return null;
        if (found.Count == 0)
            return Predicates.Problem(Text, null);
        return Which switch
        {
            Matches.All => found.Select(node => Predicates.Problem(Text, node.Value)).FirstOrDefault(problem => problem is not null),
            Matches.Any when found.Any(node => Predicates.Problem(Text, node.Value) is null) => null,
            _ => Predicates.Problem(Text, found[0].Value),
        };
    }

    public static IEnumerable<Assertion> Read(YamlSection keys) => keys.Sections("expect_jsonpath").Select(ReadOne);

    public static JsonPathAssertion ReadOne(YamlSection keys)
    {
        var text = keys.Text("path");
        return new JsonPathAssertion(text, PathOf(text, keys), Predicates.Read(keys))
        {
            Count = keys.NumberOrNull("count", 0, MostMatches),
            Which = WhichOf(keys),
            OnlyWarns = ReadOnlyWarns(keys),
        };
    }

    /// <summary><c>match: all</c>; <c>all: true</c> is the older way to say it.</summary>
    private static Matches WhichOf(YamlSection keys)
    {
        var match = keys.Choice("match", "", "first", "all", "any");
        var (all, any) = (keys.Flag("all", match == "all"), keys.Flag("any", match == "any"));
        if (all && any)
            keys.Problem(match is "" ? "any" : "match", "all and any cannot both be asked for", "keep one of them");
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
