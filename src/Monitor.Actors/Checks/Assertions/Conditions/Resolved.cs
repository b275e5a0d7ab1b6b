using System.Globalization;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>What one side of a condition is at the moment: a number, a text, or nothing, which never holds.</summary>
/// <remarks>Made for each side of each condition of each probe, so it costs no allocation as long as nobody shows it.</remarks>
internal readonly struct Resolved
{
    private readonly string? _text;
    private readonly decimal? _number;
    private readonly bool _isNumber;

    private Resolved(string? text, decimal? number, bool isNumber, string? missing) =>
        (_text, _number, _isNumber, Missing) = (text, number, isNumber, missing);

    /// <summary>Why there is nothing, in a few words; null when there is something.</summary>
    public string? Missing { get; }

    public string Text => _text ?? _number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The number, also one that a text spells; null when it is none.</summary>
    public decimal? Number => _number ?? (_text is null ? null : Quantity.Of(_text));

    public static Resolved Nothing(string why) => new(null, null, isNumber: false, why);

    public static Resolved Of(decimal number) => new(null, number, isNumber: true, null);

    public static Resolved Of(string text) => new(text, null, isNumber: false, null);

    public static Resolved Of(bool flag) => Of(flag ? "true" : "false");

    /// <summary>A text of the configuration, whose number is worked out once.</summary>
    public static Resolved OfLiteral(string text) => new(text, Quantity.Of(text), isNumber: false, null);

    /// <summary>By value when one is a number by nature, or both spell whole numbers; else as texts, so that 1.10 is not version 1.1.</summary>
    public static bool Same(Resolved a, Resolved b)
    {
        if ((a._isNumber || b._isNumber || (Quantity.IsWhole(a.Text) && Quantity.IsWhole(b.Text))) && a.Number is { } x && b.Number is { } y)
            return x == y;
        return string.Equals(a.Text, b.Text, StringComparison.Ordinal);
    }

    /// <summary>Null when one of them is no number.</summary>
    public static int? Order(Resolved a, Resolved b)
    {
        if (a.Number is { } x && b.Number is { } y)
            return x.CompareTo(y);
        return Quantity.Rough(a.Text) is { } p && Quantity.Rough(b.Text) is { } q ? p.CompareTo(q) : null;
    }
}
