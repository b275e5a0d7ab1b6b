using System.Text;

namespace Monitor.Actors.Config;

/// <summary>The text of one file, or why it could not be read as text.</summary>
public sealed record SourceText(string File, string? Text, ConfigProblem? Problem = null)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 with or without its mark; anything else is refused with the line of the first wrong byte.</summary>
    public static SourceText Decode(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return Refused(file, 0, 0, "the file is saved as UTF-16", "save it as UTF-8");
        try
        {
            return new SourceText(file, WithoutMark(Strict.GetString(bytes)));
        }
        catch (DecoderFallbackException wrong)
        {
            var before = bytes[..Math.Clamp(wrong.Index, 0, bytes.Length)];
            var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
            return Refused(file, before.Count((byte)'\n') + 1, column, "not valid UTF-8", "save the file as UTF-8");
        }
    }

    public static SourceText Refused(string file, string fault, string fix) => Refused(file, 0, 0, fault, fix);

    public static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    /// <summary>A save that stopped half way: the beginning of what was there before, ending within a line.</summary>
    internal SourceText RefusedIfCutOff(string? before) =>
        Text is { Length: > 0 } text && !text.EndsWith('\n') && before is not null && before.TrimEnd().Length > text.Length
            && before.StartsWith(text, StringComparison.Ordinal)
            ? Refused(File, "the file ends within a line of its last good version, as if cut off while saving", "save it again")
            : this;

    /// <summary>What keeps <paramref name="text"/> from being YAML at all: its size, or a character no editor shows.</summary>
    internal static ConfigProblem? Unreadable(string text, YamlLimits limits, string file)
    {
        if (text.Length > limits.MaxBytes || Encoding.UTF8.GetByteCount(text) > limits.MaxBytes)
            return Refused(file, $"larger than {limits.MaxBytes / 1024 / 1024} MiB", "split it, or remove what does not belong here").Problem;
        var at = FirstForbidden(text);
        if (at < 0)
            return null;
        var line = text.AsSpan(0, at).Count('\n') + 1;
        var column = at - (text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1) + 1;
        var name = text[at] == '\0' ? "a NUL character" : $"the character U+{(int)text[at]:X4}";
        return Refused(file, line, Math.Max(1, column), $"{name} is not allowed in text", "remove it; was the file damaged?").Problem;
    }

    private static int FirstForbidden(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, Math.Min(i, text.Length - 1)))
                i++;
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r' or '\u0085')))
                return i;
            else if (text[i] is '\uFEFF' or '\uFFFE' or '\uFFFF')
                return i;
        }

        return -1;
    }

    private static SourceText Refused(string file, int line, int column, string fault, string fix) =>
        new(file, null, new ConfigProblem(ConfigSeverity.Error, file, line, column, "", fault, fix));
}
