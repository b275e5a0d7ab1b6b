using System.Globalization;

namespace Monitor.Web.Shared;

/// <summary>Lengths of time in the shortest words that still say enough.</summary>
public static class Spans
{
    public static string Short(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} m",
        { TotalDays: < 1 } => span.Minutes == 0 ? $"{(int)span.TotalHours} h" : $"{(int)span.TotalHours} h {span.Minutes} m",
        _ => span.Hours == 0 ? $"{(int)span.TotalDays} d" : $"{(int)span.TotalDays} d {span.Hours} h",
    };

    public static string Milliseconds(int? ms) => ms is { } value ? value.ToString("N0", CultureInfo.InvariantCulture) : "–";

    public static string Percent(double share) =>
        share is > 0.9999 and < 1 ? "99.99" : (share * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
