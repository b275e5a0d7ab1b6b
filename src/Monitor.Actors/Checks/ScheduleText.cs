using System.Globalization;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks;

/// <summary>Says in words when a check is looked at; pure.</summary>
public static class ScheduleText
{
    /// <summary>Such as <c>every 30s, every 5s while failing; Mon-Fri 06:00-20:00 (Europe/Berlin); down after 3 failed rounds</c>.</summary>
    public static string Of(CheckDefinition check) =>
        string.Join("; ", new[] { Pace(check), Hours(check.Timetable), Thresholds(check.Patience) }.Where(part => part.Length > 0));

    /// <summary>Outside the hours, in the check's own zone.</summary>
    public static string Closed(DateTimeOffset opens, TimeZoneInfo zone) => string.Create(
        CultureInfo.InvariantCulture, $"outside its hours until {TimeZoneInfo.ConvertTime(opens, zone):ddd HH:mm}");

    private static string Pace(CheckDefinition check)
    {
        var usual = check.Timetable?.Cron is { } cron ? $"schedule {cron}" : $"every {Shown.Duration(check.Interval)}";
        return check.Patience.RetryInterval is { } retry ? $"{usual}, every {Shown.Duration(retry)} while failing" : usual;
    }

    private static string Hours(Timetable? timetable) => timetable switch
    {
        null => "",
        { HoursText: { } hours } => $"{hours} ({timetable.Zone.Id})",
        _ => timetable.Zone.Id,
    };

    private static string Thresholds(Patience patience) => (patience.FailureThreshold, patience.SuccessThreshold) switch
    {
        ( > 1, > 1) => $"down after {patience.FailureThreshold} failed rounds, up after {patience.SuccessThreshold} good ones",
        ( > 1, _) => $"down after {patience.FailureThreshold} failed rounds",
        (_, > 1) => $"up after {patience.SuccessThreshold} good rounds",
        _ => "",
    };
}
