using System.Globalization;
using System.Text.Json;

namespace Monitor.Actors.Checks;

/// <summary>Compares JSON values as rules do: strict types, numbers by value.</summary>
public static class JsonValues
{
    public static bool Same(JsonElement a, JsonElement b) =>
        a.ValueKind == JsonValueKind.Number && b.ValueKind == JsonValueKind.Number
            ? Compare(a, b) == 0
            : JsonElement.DeepEquals(a, b);

    /// <summary>Exactly where both fit a decimal, as doubles otherwise.</summary>
    public static int Compare(JsonElement a, JsonElement b) =>
        a.TryGetDecimal(out var x) && b.TryGetDecimal(out var y) ? x.CompareTo(y) : a.GetDouble().CompareTo(b.GetDouble());

    public static int Compare(JsonElement a, decimal b) =>
        a.TryGetDecimal(out var x) ? x.CompareTo(b) : a.GetDouble().CompareTo((double)b);

    public static bool IsFinite(JsonElement number) => double.IsFinite(number.GetDouble());

    public static bool IsWhole(JsonElement number) =>
        number.TryGetDecimal(out var exact) ? exact == decimal.Truncate(exact) : double.IsInteger(number.GetDouble());

    /// <summary>As people count them: a pair of surrogates is one.</summary>
    public static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    /// <summary>The text; null for anything else, and for half characters, which JSON can spell but text cannot hold.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Type and value, for messages: <c>text "5"</c>.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => string.Create(CultureInfo.InvariantCulture, $"text \"{ErrorDetails.Short(value.GetString()!)}\""),
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText(),
    };
}
