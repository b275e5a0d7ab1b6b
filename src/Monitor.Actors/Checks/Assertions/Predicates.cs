using System.Collections.Immutable;
using System.Text.Json;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>What must hold of one value: <c>equals</c>, <c>lt</c>, <c>matches</c> and their kin (PARITY H3-H8).</summary>
/// <remarks>Types are strict, numbers compare by value, and a missing value fails unless <c>exists: false</c> asks for that.</remarks>
public sealed record Predicates
{
    private const int LongestList = 1_000;

    private readonly ImmutableArray<Predicate> _all = [];
    private readonly bool? _exists;

    private Predicates(ImmutableArray<Predicate> all, bool? exists) => (_all, _exists) = (all, exists);

    public bool IsEmpty => _all.IsEmpty && _exists is null;

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("equals", KeyShape.Value, "is this one, of the same type; numbers by value: `1` equals `1.0`, not `\"1\"` and not `true`"),
        new("not_equals", KeyShape.Value, "is not this one"),
        .. Order(KeyShape.Number, "is a number"),
        new("in", KeyShape.List(KeyShape.Any), "equals one of a list") { Range = $"1 to {LongestList} values" },
        new("contains", KeyShape.Value, "is a text with this text in it, or a list with this item"),
        new("matches", KeyShape.Text, "is a text that matches the regular expression, anywhere in it unless `^` and `$` say otherwise") { Range = $"1 to {TextPattern.MaxLength} characters" },
        new("length", KeyShape.Either(KeyShape.Whole(0), KeyShape.Known("length", Order(KeyShape.Whole(0), "is"))), "has so many characters, items or members") { Range = "a number, or a mapping of `lt`, `lte`, `gt`, `gte`" },
        new("type", KeyShape.Choice(TypePredicate.Words), "is of this kind; write `\"null\"` in quotes"),
        new("exists", KeyShape.Flag, "`true`: is there; `false`: is not"),
    ];

    /// <summary>Of a value that is a text by nature.</summary>
    internal static ImmutableArray<ConfigKey> KeysForText { get; } =
        [.. Keys.Where(key => key.Name != "type").Select(key => key.Name == "in" ? key with { Shape = KeyShape.Texts } : key)];

    /// <summary>Null when all of them hold; otherwise what was expected of the first that does not, and what there is.</summary>
    /// <param name="value">Null when there is none.</param>
    public string? Problem(string subject, JsonElement? value)
    {
        if (value is not { } found)
            return _exists == false ? null : Missing(subject);
        try
        {
            return _exists == false ? $"{subject} exists (got {Predicate.Shown(found)})" : FirstProblem(subject, found);
        }
        catch (InvalidOperationException)
        {
            return $"{subject} holds half a character, which is not text"; // JSON can spell what text cannot hold
        }
    }

    /// <summary>Of a value that is a text by nature, such as a header; see <see cref="ReadForText"/>.</summary>
    internal string? ProblemOfText(string subject, string? text) =>
        Problem(subject, text is null ? null : JsonSerializer.SerializeToElement(text));

    public static Predicates Read(YamlSection keys) => Read(keys, ofText: false);

    internal static Predicates EqualToText(string text) => new([new EqualsPredicate(JsonSerializer.SerializeToElement(text))], exists: null);

    /// <summary>For values that are texts: <c>equals: 3</c> means the text, and <c>lt: 3</c> the number that the text spells.</summary>
    internal static Predicates ReadForText(YamlSection keys) => Read(keys, ofText: true);

    private static Predicates Read(YamlSection keys, bool ofText)
    {
        var all = ImmutableArray.CreateBuilder<Predicate>();
        if (!ofText && keys.Has("type"))
            all.Add(new TypePredicate(keys.Choice("type", "null", TypePredicate.Words)));
        if (ValueOf(keys, "equals", ofText) is { } wanted)
            all.Add(new EqualsPredicate(wanted));
        if (ValueOf(keys, "not_equals", ofText) is { } unwanted)
            all.Add(new NotEqualsPredicate(unwanted));
        AddOrder(all, keys, "lt", Comparison.Below, ofText);
        AddOrder(all, keys, "lte", Comparison.AtMost, ofText);
        AddOrder(all, keys, "gt", Comparison.Above, ofText);
        AddOrder(all, keys, "gte", Comparison.AtLeast, ofText);
        if (ListOf(keys, ofText) is { } list)
            all.Add(new InPredicate(list));
        if (ValueOf(keys, "contains", ofText) is { } part)
            all.Add(new ContainsPredicate(part));
        if (TextPattern.Read(keys, "matches") is { } pattern)
            all.Add(new MatchesPredicate(pattern));
        AddLengths(all, keys);
        return new(all.ToImmutable(), keys.Has("exists") ? keys.Flag("exists", true) : null);
    }

    private static IEnumerable<ConfigKey> Order(KeyShape shape, string what) =>
        new[] { ("lt", "below"), ("lte", "at most"), ("gt", "above"), ("gte", "at least") }.Select(one => new ConfigKey(one.Item1, shape, $"{what} {one.Item2} this one"));

    private string? FirstProblem(string subject, JsonElement found)
    {
        foreach (var predicate in _all)
        {
            if (predicate.Problem(subject, found) is { } problem)
                return problem;
        }

        return null;
    }

    private string Missing(string subject) =>
        _all.IsEmpty || _exists == true ? $"{subject} not found" : _all[0].Missing(subject);

    private static JsonElement? ValueOf(YamlSection keys, string key, bool ofText) =>
        !ofText ? keys.Value(key)
        : keys.TextOrNull(key) is { } text ? JsonSerializer.SerializeToElement(text)
        : null;

    private static void AddOrder(ImmutableArray<Predicate>.Builder all, YamlSection keys, string key, Comparison comparison, bool ofText)
    {
        if (keys.DecimalOrNull(key) is { } limit)
            all.Add(new OrderPredicate(comparison, limit, ofText));
    }

    private static ImmutableArray<JsonElement>? ListOf(YamlSection keys, bool ofText)
    {
        if (!keys.Has("in"))
            return null;
        ImmutableArray<JsonElement> list = ofText
            ? [.. keys.Texts("in").Select(text => JsonSerializer.SerializeToElement(text))]
            : keys.Json("in") is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];
        if (list.IsEmpty || list.Length > LongestList)
            keys.Problem("in", "expected a list of values", $"write in: [a, b], with 1 to {LongestList} values");
        return list.IsEmpty ? null : list;
    }

    private static void AddLengths(ImmutableArray<Predicate>.Builder all, YamlSection keys)
    {
        if (!keys.IsMapping("length"))
        {
            if (keys.NumberOrNull("length", 0, int.MaxValue) is { } exactly)
                all.Add(new LengthPredicate(null, exactly));
            return;
        }

        var bounds = keys.Section("length")!; // it is a mapping
        foreach (var (key, comparison) in new[] { ("lt", Comparison.Below), ("lte", Comparison.AtMost), ("gt", Comparison.Above), ("gte", Comparison.AtLeast) })
        {
            if (bounds.NumberOrNull(key, 0, int.MaxValue) is { } limit)
                all.Add(new LengthPredicate(comparison, limit));
        }
    }
}
