using System.Text.Json;

namespace Json.Path;

/// <summary>A value in a comparison: from the document, from a literal, computed, or Nothing.</summary>
internal readonly struct PathValue
{
    private readonly JsonElement _element;
    private readonly string? _text;
    private readonly PathNumber? _number;

    private PathValue(JsonValueKind kind, JsonElement element = default, string? text = null, PathNumber? number = null) =>
        (Kind, _element, _text, _number) = (kind, element, text, number);

    /// <summary>Undefined stands for Nothing.</summary>
    public JsonValueKind Kind { get; }

    public string Text => _text ?? JsonText.Of(_element);

    private PathNumber Number => _number ?? PathNumber.Of(_element);

    public static PathValue Of(JsonElement element) => new(element.ValueKind, element);

    public static PathValue Of(string text) => new(JsonValueKind.String, text: text);

    public static PathValue Of(PathNumber number) => new(JsonValueKind.Number, number: number);

    public static PathValue Of(JsonValueKind constant) => new(constant);

    /// <summary>What <c>length()</c> answers (RFC 9535, 2.4.4).</summary>
    public PathValue Length() => Kind switch
    {
        JsonValueKind.String => Of(PathNumber.Of(JsonText.CodePoints(Text))),
        JsonValueKind.Array => Of(PathNumber.Of(_element.GetArrayLength())),
        JsonValueKind.Object => Of(PathNumber.Of(_element.GetPropertyCount())),
        _ => default,
    };

    public static bool AreEqual(Evaluation run, PathValue left, PathValue right)
    {
        if (left.Kind != right.Kind)
            return false;
        if (left.Kind is JsonValueKind.String or JsonValueKind.Number)
        {
            left.Charge(run);
            right.Charge(run);
        }
        return left.Kind switch
        {
            JsonValueKind.String => SameText(left, right),
            JsonValueKind.Number => PathNumber.Compare(left.Number, right.Number) == 0,
            JsonValueKind.Array or JsonValueKind.Object => run.AreEqual(left._element, right._element),
            _ => true,
        };
    }

    public static bool IsLess(Evaluation run, PathValue left, PathValue right)
    {
        if (left.Kind != right.Kind || left.Kind is not (JsonValueKind.Number or JsonValueKind.String))
            return false;
        left.Charge(run);
        right.Charge(run);
        return left.Kind == JsonValueKind.Number
            ? PathNumber.Compare(left.Number, right.Number) < 0
            : JsonText.Compare(left.Text, right.Text) < 0;
    }

    public void Charge(Evaluation run)
    {
        if (_element.ValueKind != JsonValueKind.Undefined)
            run.ChargeFor(_element);
    }

    private static bool SameText(PathValue left, PathValue right)
    {
        if (left._text is not null)
            (left, right) = (right, left);
        if (left._text is not null || right._text is null)
            return left.Text == right.Text;
        try
        {
            return left._element.ValueEquals(right._text);
        }
        catch (InvalidOperationException)
        {
            return left.Text == right._text;
        }
    }
}
