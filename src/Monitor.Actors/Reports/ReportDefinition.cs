using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <summary>An entry of <c>reports:</c>, read and valid.</summary>
/// <param name="Channels">Who gets it; empty when it stays on the board.</param>
/// <param name="SignOffBy">Null when nobody is reminded.</param>
public sealed record ReportDefinition(
    string Name, ReportSchedule Schedule, CheckMatcher Match, ImmutableArray<string> Channels, SignOffTime? SignOffBy)
{
    /// <summary>Where it stands in the main file.</summary>
    internal int Line { get; init; }

    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>By when a report has to be signed off: at a time of day, or so long after it was due.</summary>
public sealed record SignOffTime(TimeOnly? Clock, TimeSpan After)
{
    /// <summary>A time of day is the first such time after the report was due.</summary>
    public DateTimeOffset Of(DateTimeOffset due, TimeZoneInfo zone)
    {
        if (Clock is not { } clock)
            return due + After;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, zone).DateTime);
        var sameDay = WallTime.Later(day.ToDateTime(clock), zone);
        return sameDay > due ? sameDay : WallTime.Later(day.AddDays(1).ToDateTime(clock), zone);
    }
}
