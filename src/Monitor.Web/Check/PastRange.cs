using System.Collections.Immutable;

namespace Monitor.Web.Check;

/// <summary>How far back is looked, and in how many parts.</summary>
/// <param name="Grain">The range ends at a whole one of these, in UTC, so that no part cuts through what is kept as one.</param>
public sealed record PastRange(string Word, TimeSpan Span, int Parts, TimeSpan Grain)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Of the band and of uptime.</summary>
    public static ImmutableArray<PastRange> Band { get; } =
    [
        new("24 h", Day, 144, Minute),
        new("7 d", 7 * Day, 168, Hour),
        new("30 d", 30 * Day, 120, Hour),
        new("90 d", 90 * Day, 90, Day),
    ];

    /// <summary>Of the latency chart.</summary>
    public static ImmutableArray<PastRange> Latency { get; } =
    [
        new("1 h", Hour, 120, TimeSpan.FromSeconds(30)),
        new("6 h", 6 * Hour, 180, Minute),
        new("24 h", Day, 240, Minute),
        new("7 d", 7 * Day, 168, Hour),
        new("30 d", 30 * Day, 240, Hour),
        new("90 d", 90 * Day, 90, Day),
    ];

    /// <summary>One part in words, as in "worst result in each …".</summary>
    public string Part => (Span / Parts) switch
    {
        { TotalHours: < 1 } part => $"{part.TotalMinutes:0} minutes",
        { TotalHours: 1 } => "hour",
        { TotalDays: < 1 } part => $"{part.TotalHours:0} hours",
        _ => "day (UTC)",
    };

    public (DateTimeOffset Since, DateTimeOffset Until) Ending(DateTimeOffset now)
    {
        var beyond = now.UtcTicks % Grain.Ticks;
        var until = beyond == 0 ? now : now.AddTicks(Grain.Ticks - beyond);
        return (until - Span, until);
    }
}
