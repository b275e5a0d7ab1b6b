using Cronos;

namespace Monitor.Actors.Checks;

/// <summary>When a cron expression comes in a zone whose clocks change; pure.</summary>
/// <remarks>
/// The expression is asked only about the clock on the wall, and its times are found in the zone here: the library's own
/// way goes wrong at some changes (Casablanca, 31 May 2020: an occurrence before the one it was asked to follow). The
/// rules are the usual ones: a fixed time comes once a day, in a gap at its end and in an overlap the first time; what
/// comes in steps comes whenever the clock shows it.
/// </remarks>
public sealed record CronTimes
{
    private static readonly string[] SteppedNames = ["@hourly", "@every_minute", "@every_second"];

    private readonly CronExpression _expression;
    private readonly bool _isFixed;

    private CronTimes(CronExpression expression, bool isFixed) => (_expression, _isFixed) = (expression, isFixed);

    /// <summary>Reads five fields, or a name such as <c>@daily</c>; null when it is not a cron expression.</summary>
    public static CronTimes? Parse(string text) =>
        CronExpression.TryParse(text, out var expression) ? new CronTimes(expression, IsFixed(text.Trim())) : null;

    /// <summary>The first occurrence after the moment, or at it; null when there is none ever.</summary>
    public DateTimeOffset? Next(DateTimeOffset from, TimeZoneInfo zone, bool inclusive = false)
    {
        while (true)
        {
            var offset = zone.GetUtcOffset(from);
            if (OnWall(from, offset, inclusive) is not { } wall)
                return null;
            var next = new DateTimeOffset(wall - offset, TimeSpan.Zero);
            if (Change(from, next, offset, zone) is not { } change)
                return next;
            var after = zone.GetUtcOffset(change);
            if (_isFixed && OnWall(change, offset, inclusive: true) < (change + after).UtcDateTime)
                return change; // it fell into the gap
            (from, inclusive) = (_isFixed && after < offset ? change + (offset - after) : change, true);
        }
    }

    public override string ToString() => _expression.ToString();

    private static bool IsFixed(string text) => text.StartsWith('@')
        ? !SteppedNames.Contains(text, StringComparer.OrdinalIgnoreCase)
        : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(2).All(field => field.IndexOfAny(['*', '/', '-']) < 0);

    private DateTime? OnWall(DateTimeOffset at, TimeSpan offset, bool inclusive) =>
        _expression.GetNextOccurrence((at + offset).UtcDateTime, inclusive);

    /// <summary>The instant of the first change of clocks after one moment and not after another; null when there is none.</summary>
    private static DateTimeOffset? Change(DateTimeOffset after, DateTimeOffset until, TimeSpan offset, TimeZoneInfo zone)
    {
        var step = TimeSpan.FromDays(1); // no zone changes its clocks twice within a day
        for (var at = after; at < until; at += step)
        {
            var (low, high) = (at, at + step < until ? at + step : until);
            if (zone.GetUtcOffset(high) == offset)
                continue;
            while (high - low > TimeSpan.FromSeconds(1))
            {
                var middle = low + ((high - low) / 2);
                (low, high) = zone.GetUtcOffset(middle) == offset ? (middle, high) : (low, middle);
            }

            return new DateTimeOffset(high.Ticks - (high.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        }

        return null;
    }
}
