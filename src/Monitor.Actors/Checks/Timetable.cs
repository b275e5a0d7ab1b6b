namespace Monitor.Actors.Checks;

/// <summary>When rounds run by the clock on the wall: at the occurrences of a schedule, within hours, or both; pure.</summary>
/// <param name="Cron">As written; null when rounds are due by interval.</param>
/// <param name="Hours">Null: always.</param>
public sealed record Timetable(string? Cron, ActiveHours? Hours, string? HoursText, TimeZoneInfo Zone)
{
    /// <summary>How coarse a schedule is.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <summary>So many occurrences outside the hours in a row, and there will be none inside.</summary>
    private const int MostMisses = 1_000;

    private readonly CronTimes? _occurrences = Cron is null ? null : CronTimes.Parse(Cron);

    /// <summary>Null within the hours, otherwise when they begin.</summary>
    public DateTimeOffset? ClosedUntil(DateTimeOffset at) => Hours?.OpensAfter(at, Zone);

    /// <summary>The next occurrence of the schedule within the hours; null when there is none ever.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset at)
    {
        var (from, inclusive) = (at, false);
        for (var miss = 0; miss < MostMisses && _occurrences?.Next(from, Zone, inclusive) is { } next; miss++)
            if (ClosedUntil(next) is { } opens)
                (from, inclusive) = (opens, true);
            else
                return next;
        return null;
    }

    /// <summary>From a round's result to the next at most, when it would be so long without hours and schedule.</summary>
    /// <remarks>In whole minutes: it is stored whenever it changes.</remarks>
    public TimeSpan LongestSilence(DateTimeOffset at, TimeSpan always)
    {
        if (Cron is not null)
            return NextAfter(at) is { } next ? Whole((NextAfter(next) ?? next) - at) + always : TimeSpan.MaxValue;
        return ClosedUntil(at + always) is { } opens ? Whole(opens - at) + always : always;
    }

    private static TimeSpan Whole(TimeSpan span) => TimeSpan.FromMinutes(Math.Ceiling(span.TotalMinutes));
}
