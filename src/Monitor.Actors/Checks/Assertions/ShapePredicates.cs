using System.Text.Json;

namespace Monitor.Actors.Checks.Assertions;

/// <summary><c>length</c>: the characters of a text, the items of a list, the members of an object.</summary>
internal sealed record LengthPredicate(Comparison? Comparison, int Limit) : Predicate
{
    public override string? Problem(string subject, JsonElement value)
    {
        if (LengthOf(value) is not { } length)
            return IsOfAnotherKind(subject, value, "a text, a list or an object");
        var order = length.CompareTo(Limit);
        if (Comparison?.Holds(order) ?? order == 0)
            return null;
        return Comparison is null ? $"{subject} has length {length}, expected {Limit}" : $"{subject} has length {length}, expected {Comparison.Sign} {Limit}";
    }

    private static int? LengthOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonValues.Characters(value.GetString()!),
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.GetPropertyCount(),
        _ => null,
    };
}

/// <summary><c>type</c>: the kind of a JSON value.</summary>
internal sealed record TypePredicate(string Word) : Predicate
{
    public static readonly string[] Words = ["string", "number", "integer", "boolean", "list", "object", "null"];

    public override string? Problem(string subject, JsonElement value) =>
        Holds(value) ? null : IsOfAnotherKind(subject, value, Noun);

    public override string Missing(string subject) => $"{subject} not found, expected {Noun}";

    private string Noun => Word switch
    {
        "string" => "a text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "true or false",
        "list" => "a list",
        "object" => "an object",
        _ => "null",
    };

    private bool Holds(JsonElement value) => Word switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && JsonValues.IsWhole(value),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "list" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.Null,
    };
}
