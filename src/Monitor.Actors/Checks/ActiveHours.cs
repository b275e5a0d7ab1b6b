using System.Collections.Immutable;

namespace Monitor.Actors.Checks;

/// <summary>The hours of the week in which a check is looked at (<c>check_period</c>); pure.</summary>
/// <remarks>A span belongs to the day on which it begins, also when it ends on the next.</remarks>
public sealed record ActiveHours(ImmutableArray<ActiveHours.Span> Spans)
{
    private const int DayMinutes = 24 * 60;

    /// <summary>From one time of day to another on some days of the week.</summary>
    /// <param name="Days">One bit a day, Sunday the lowest.</param>
    /// <param name="From">Minutes after midnight.</param>
    /// <param name="To">Minutes after the same midnight: more than a day's on the next day.</param>
    public readonly record struct Span(int Days, int From, int To)
    {
        public bool BeginsOn(DateOnly day) => (Days & (1 << (int)day.DayOfWeek)) != 0;

        public DateTimeOffset Opens(DateOnly day, TimeZoneInfo zone) => WallTime.Earlier(At(day, From), zone);

        public DateTimeOffset Closes(DateOnly day, TimeZoneInfo zone) => WallTime.Later(At(day, To), zone);

        private static DateTime At(DateOnly day, int minutes) => day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);
    }

    /// <summary>A span that ends at its beginning or before it ends on the next day.</summary>
    public static Span SpanOf(int days, int from, int to) => new(days, from, to > from ? to : to + DayMinutes);

    public bool AreOn(DateTimeOffset at, TimeZoneInfo zone)
    {
        var today = DayOf(at, zone);
        foreach (var span in Spans)
            if (Covers(span, today, at, zone) || Covers(span, today.AddDays(-1), at, zone))
                return true;
        return false;
    }

    /// <summary>The next beginning after a moment outside the hours; null at a moment within them.</summary>
    public DateTimeOffset? OpensAfter(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (AreOn(at, zone))
            return null;
        var today = DayOf(at, zone);
        return Enumerable.Range(0, 9).Select(ahead => OpensOn(today.AddDays(ahead), at, zone)).FirstOrDefault(opens => opens is not null);
    }

    /// <summary>When the hours that cover a moment are over; null at a moment outside of them.</summary>
    /// <remarks>Other hours may begin at that time.</remarks>
    public DateTimeOffset? ClosesAfter(DateTimeOffset at, TimeZoneInfo zone)
    {
        var today = DayOf(at, zone);
        return (from span in Spans
                from day in new[] { today, today.AddDays(-1) }
                where Covers(span, day, at, zone)
                select (DateTimeOffset?)span.Closes(day, zone)).Max();
    }

    private DateTimeOffset? OpensOn(DateOnly day, DateTimeOffset after, TimeZoneInfo zone) =>
        (from span in Spans
         where span.BeginsOn(day)
         let opens = span.Opens(day, zone)
         where opens > after && span.Closes(day, zone) > opens
         select (DateTimeOffset?)opens).Min();

    private static bool Covers(Span span, DateOnly day, DateTimeOffset at, TimeZoneInfo zone) =>
        span.BeginsOn(day) && at >= span.Opens(day, zone) && at < span.Closes(day, zone);

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
