using System.Text;

namespace Monitor.Actors.History;

/// <summary>Text as every database takes it: PostgreSQL refuses NUL and half surrogate pairs, and with them a whole batch.</summary>
internal static class StorableText
{
    /// <summary>What cannot be stored is replaced by U+FFFD.</summary>
    public static string? Of(string? text)
    {
        if (text is null || !(text.Contains('\0') || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // half a pair comes as U+FFFD
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }
}
