using System.Globalization;

namespace Monitor.Actors.Checks.Pings;

/// <summary>Times and spans in the sentences about pings.</summary>
internal static class PingText
{
    /// <summary>The two greatest units, such as <c>1 h 5 m</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 1 } => Two((int)span.TotalMinutes, "m", span.Seconds, "s"),
        { TotalDays: < 1 } => Two((int)span.TotalHours, "h", span.Minutes, "m"),
        _ => Two((int)span.TotalDays, "d", span.Hours, "h"),
    };

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Word(PingKind kind) => kind.ToString().ToLowerInvariant();

    private static string Two(int great, string greatUnit, int small, string smallUnit) =>
        small == 0 ? $"{great} {greatUnit}" : $"{great} {greatUnit} {small} {smallUnit}";
}
