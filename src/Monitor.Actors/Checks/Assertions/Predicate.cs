using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Monitor.Actors.Alerts;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>One thing that must hold of a value.</summary>
internal abstract record Predicate
{
    /// <summary>Null when it holds; otherwise expected and actual together.</summary>
    public abstract string? Problem(string subject, JsonElement value);

    /// <summary>What is said when there is no value.</summary>
    public virtual string Missing(string subject) => $"{subject} not found";

    /// <summary>As Python would print it; text without quotes.</summary>
    public static string Shown(JsonElement value) =>
        ErrorDetails.Short(value.ValueKind == JsonValueKind.String ? value.GetString()! : PythonRepr.Of(value));

    protected static string IsOfAnotherKind(string subject, JsonElement value, string expected) =>
        $"{subject} is {JsonValues.Describe(value)}, expected {expected}";
}

/// <summary><c>equals</c>: of the same type; numbers by value.</summary>
internal sealed record EqualsPredicate(JsonElement Wanted) : Predicate
{
    public override string? Problem(string subject, JsonElement value) =>
        JsonValues.Same(value, Wanted) ? null : $"{subject} != {Shown(Wanted)} (got {Shown(value)})";

    public override string Missing(string subject) =>
        Wanted.ValueKind == JsonValueKind.Null ? base.Missing(subject) : $"{subject} != {Shown(Wanted)} (got None)";
}

/// <summary><c>not_equals</c>.</summary>
internal sealed record NotEqualsPredicate(JsonElement Unwanted) : Predicate
{
    public override string? Problem(string subject, JsonElement value) =>
        JsonValues.Same(value, Unwanted) ? $"{subject} == {Shown(value)}, expected another value" : null;
}

/// <summary><c>in</c>: one of several values.</summary>
internal sealed record InPredicate(ImmutableArray<JsonElement> Wanted) : Predicate
{
    public override string? Problem(string subject, JsonElement value)
    {
        foreach (var wanted in Wanted)
        {
            if (JsonValues.Same(value, wanted))
                return null;
        }

        return $"{subject} not in {Listed} (got {Shown(value)})";
    }

    public override string Missing(string subject) => $"{subject} not in {Listed} (got None)";

    private string Listed => $"[{string.Join(", ", Wanted.Select(Shown))}]";
}

/// <summary><c>lt</c>, <c>lte</c>, <c>gt</c> and <c>gte</c>.</summary>
/// <param name="OfText">The value is a text by nature, so a number is read out of it.</param>
internal sealed record OrderPredicate(Comparison Comparison, decimal Limit, bool OfText) : Predicate
{
    public override string? Problem(string subject, JsonElement value)
    {
        if (OfText && JsonValues.TextOf(value) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Comparison.Holds(number.CompareTo(Limit)) ? null : Differs(subject, text);
        if (value.ValueKind != JsonValueKind.Number)
            return IsOfAnotherKind(subject, value, "a number");
        if (!JsonValues.IsFinite(value))
            return $"{subject} is {value.GetRawText()}, a number out of range";
        return Comparison.Holds(JsonValues.Compare(value, Limit)) ? null : Differs(subject, Shown(value));
    }

    public override string Missing(string subject) => Differs(subject, "None");

    private string Differs(string subject, string got) =>
        string.Create(CultureInfo.InvariantCulture, $"{subject} !{Comparison.Sign} {Limit} (got {got})");
}

/// <summary><c>contains</c>: a part of a text, or an item of a list.</summary>
internal sealed record ContainsPredicate(JsonElement Wanted) : Predicate
{
    public override string? Problem(string subject, JsonElement value) => (value.ValueKind, Wanted.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) =>
            value.GetString()!.Contains(Wanted.GetString()!, StringComparison.Ordinal) ? null : Lacks(subject, value),
        (JsonValueKind.Array, _) => HasItem(value) ? null : Lacks(subject, value),
        _ => IsOfAnotherKind(subject, value, $"{(Wanted.ValueKind == JsonValueKind.String ? "a text or " : "")}a list with {Shown(Wanted)} in it"),
    };

    public override string Missing(string subject) => $"{subject} not found, expected {Shown(Wanted)} in it";

    private string Lacks(string subject, JsonElement value) => $"{subject} does not contain {Shown(Wanted)} (got {Shown(value)})";

    private bool HasItem(JsonElement list)
    {
        foreach (var item in list.EnumerateArray())
        {
            if (JsonValues.Same(item, Wanted))
                return true;
        }

        return false;
    }
}

/// <summary><c>matches</c>: a text by a pattern.</summary>
internal sealed record MatchesPredicate(TextPattern Pattern) : Predicate
{
    public override string? Problem(string subject, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return IsOfAnotherKind(subject, value, "a text");
        var (isMatch, trouble) = Pattern.Match(value.GetString()!);
        return trouble is not null ? $"{subject} {trouble}" : isMatch ? null : $"{subject} does not match {Pattern} (got {Shown(value)})";
    }

    public override string Missing(string subject) => $"{subject} not found, expected to match {Pattern}";
}
