using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Json.Path;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>One side of a condition.</summary>
/// <param name="Text">As the operator wrote it.</param>
internal abstract record Operand(string Text)
{
    private const int MaxShown = 100;

    public virtual bool NeedsJson => false;

    public abstract Resolved Resolve(Answer answer);

    /// <summary>What <c>len()</c> makes of it.</summary>
    public virtual Resolved Length(Answer answer) =>
        Resolve(answer) is { Missing: null } value ? Resolved.Of(JsonValues.Characters(value.Text)) : Resolved.Nothing("not found");

    /// <summary>What <c>has()</c> makes of it.</summary>
    public virtual bool IsThere(Answer answer) => Resolve(answer) is { Missing: null, Text.Length: > 0 };

    /// <summary>With what it stood for, for the text of a failure.</summary>
    public virtual string Show(Resolved value) => $"{Text} ({value.Missing ?? ErrorDetails.Short(value.Text, MaxShown)})";
}

/// <summary>A number or text of the configuration.</summary>
internal sealed record Literal(string Text) : Operand(Text)
{
    public Resolved Value { get; } = Resolved.OfLiteral(Text);

    public override Resolved Resolve(Answer answer) => Value;

    public override string Show(Resolved value) => Text;
}

/// <summary>A placeholder such as <c>[STATUS]</c>.</summary>
internal sealed record Fact(string Text, Func<ProbeFacts, Resolved> Of, Func<decimal, string>? Spelled, bool IsFlag) : Operand(Text)
{
    public override Resolved Resolve(Answer answer) => Of(answer.Facts);

    public override string Show(Resolved value) =>
        Spelled is not null && value is { Missing: null, Number: { } number } ? $"{Text} ({Spelled(number)})" : base.Show(value);
}

/// <summary><c>[HEADER].name</c>.</summary>
internal sealed record HeaderFact(string Text, string Name) : Operand(Text)
{
    public override Resolved Resolve(Answer answer) =>
        answer.Facts.Header?.Invoke(Name) is { } value ? Resolved.Of(value) : Resolved.Nothing("not found");
}

/// <summary><c>[BODY]</c>: the whole body as text.</summary>
internal sealed record WholeBody(string Text) : Operand(Text)
{
    public override Resolved Resolve(Answer answer) => Resolved.Of(answer.Text.Trim());

    /// <summary>The items of a list; the characters of anything else.</summary>
    public override Resolved Length(Answer answer)
    {
        var text = answer.Text.Trim();
        var isList = text.StartsWith('[') && answer.JsonProblem is null && answer.Json.ValueKind == JsonValueKind.Array;
        return Resolved.Of(isList ? answer.Json.GetArrayLength() : JsonValues.Characters(text));
    }
}

/// <summary><c>[BODY].a.b[0]</c>: a value in the body.</summary>
internal sealed record BodyValue(string Text, JsonPath Path) : Operand(Text)
{
    private static readonly JsonWriterOptions Minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override bool NeedsJson => true;

    public override Resolved Resolve(Answer answer) =>
        Path.TryFindFirst(answer.Json, out var value) ? ValueOf(value) : Resolved.Nothing("not found");

    public override Resolved Length(Answer answer) =>
        Path.TryFindFirst(answer.Json, out var value) && value.ValueKind == JsonValueKind.Array
            ? Resolved.Of(value.GetArrayLength())
            : base.Length(answer);

    /// <summary>Null is nothing here.</summary>
    public override bool IsThere(Answer answer) =>
        Path.TryFindFirst(answer.Json, out var value) && value.ValueKind != JsonValueKind.Null;

    private static Resolved ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Resolved.Of(value.GetString()!),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => Resolved.Of(number),
        JsonValueKind.Object or JsonValueKind.Array => Resolved.Of(Written(value)),
        JsonValueKind.True or JsonValueKind.False => Resolved.Of(value.ValueKind == JsonValueKind.True),
        _ => Resolved.Of(value.GetRawText()),
    };

    private static string Written(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Minified))
            value.WriteTo(json);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}

/// <summary><c>len(…)</c>.</summary>
internal sealed record LengthFunction(string Text, Operand Inner) : Operand(Text)
{
    public override bool NeedsJson => Inner.NeedsJson;

    public override Resolved Resolve(Answer answer) => Inner.Length(answer);
}

/// <summary><c>has(…)</c>.</summary>
internal sealed record HasFunction(string Text, Operand Inner) : Operand(Text)
{
    public override bool NeedsJson => Inner.NeedsJson;

    public override Resolved Resolve(Answer answer) => Resolved.Of(Inner.IsThere(answer));
}
