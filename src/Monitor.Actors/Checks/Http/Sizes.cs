using System.Globalization;

namespace Monitor.Actors.Checks.Http;

/// <summary>Numbers of bytes, as people write and read them.</summary>
internal static class Sizes
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    public static string Text(int bytes) => bytes switch
    {
        _ when bytes % MiB == 0 => $"{bytes / MiB} MiB",
        _ when bytes % KiB == 0 => $"{bytes / KiB} KiB",
        _ => $"{bytes} bytes",
    };

    /// <summary><c>65536</c>, <c>64KiB</c> or <c>1MiB</c>; null for anything else.</summary>
    public static long? Parse(string text)
    {
        var (digits, unit) = text.EndsWith("MiB", StringComparison.Ordinal) ? (text[..^3], MiB)
            : text.EndsWith("KiB", StringComparison.Ordinal) ? (text[..^3], KiB)
            : (text, 1);
        return int.TryParse(digits.TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (long)number * unit : null;
    }
}
