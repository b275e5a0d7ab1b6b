using System.Text;

namespace Monitor.Actors.Checks;

/// <summary>The end of what a run wrote: at most ten lines and 2 KiB, with control characters made visible; pure.</summary>
public static class LastLines
{
    public const int MostLines = 10;
    public const int MostBytes = 2048;

    /// <summary>Null when nothing but white space is left.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var lines = text.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var last = string.Join('\n', lines.TakeLast(MostLines));
        return Fitting(string.Concat(last.EnumerateRunes().Select(Visible)));
    }

    private static Rune Visible(Rune rune) => Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? Rune.ReplacementChar : rune;

    private static string Fitting(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MostBytes)
            return text;
        var (start, bytes) = (text.Length, "…".Length * 3);
        while (start > 0)
        {
            Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var rune, out var length);
            bytes += rune.Utf8SequenceLength;
            if (bytes > MostBytes)
                break;
            start -= length;
        }

        return "…" + text[start..];
    }
}
