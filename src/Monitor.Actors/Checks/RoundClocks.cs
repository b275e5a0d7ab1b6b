namespace Monitor.Actors.Checks;

/// <summary>Which clock a definition asks for.</summary>
internal static class RoundClocks
{
    /// <param name="spread">Over how long first rounds are spread.</param>
    public static IRoundClock For(CheckDefinition check, TimeSpan spread, TimeProvider time) => check.Timetable switch
    {
        null => new RoundClock(check.Name, check.Interval, spread, time),
        { Cron: null } hours => new HoursClock(check.Name, hours, check.Interval, spread, time),
        var schedule => new ScheduleClock(schedule, time),
    };
}
