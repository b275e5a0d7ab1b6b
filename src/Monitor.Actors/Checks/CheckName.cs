using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Monitor.Actors.Checks;

/// <summary>The name that identifies a check: NFC-normalised, 1 to 120 printable characters, trimmed.</summary>
public readonly record struct CheckName : IComparable<CheckName>
{
    public const int MaxLength = 120;

    private CheckName(string value) => Value = value;

    public string Value { get; }

    /// <summary>Two names that differ only in case would be mistaken for each other: this is what must be unique.</summary>
    public string Key => Value.ToUpperInvariant();

    public static CheckName Of(string text) =>
        TryParse(text, out var name, out var problem) ? name : throw new ArgumentException(problem, nameof(text));

    public static bool TryParse(string? text, out CheckName name, [NotNullWhen(false)] out string? problem)
    {
        name = default;
        problem = ProblemWith(text);
        if (problem is not null)
            return false;
        name = new CheckName(text!.Trim().Normalize(NormalizationForm.FormC));
        return true;
    }

    public int CompareTo(CheckName other)
    {
        var ignoringCase = string.Compare(Value, other.Value, StringComparison.OrdinalIgnoreCase);
        return ignoringCase != 0 ? ignoringCase : string.CompareOrdinal(Value, other.Value);
    }

    public override string ToString() => Value;

    private static string? ProblemWith(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "a name must not be empty";
        if (!IsWellFormed(text))
            return "a name must be valid Unicode";
        if (text.Trim().Normalize(NormalizationForm.FormC).Length > MaxLength)
            return $"a name must not be longer than {MaxLength} characters";
        return text.Trim().EnumerateRunes().Any(IsUnprintable) ? "a name must hold printable characters only" : null;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i += i + 1 < text.Length && char.IsSurrogatePair(text, i) ? 2 : 1)
            if (char.IsSurrogate(text[i]) && (i + 1 >= text.Length || !char.IsSurrogatePair(text, i)))
                return false;
        return true;
    }

    private static bool IsUnprintable(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
