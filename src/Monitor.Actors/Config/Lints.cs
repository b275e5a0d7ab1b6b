using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>What is allowed but probably not meant.</summary>
internal static class Lints
{
    public static void Look(CheckDefinition check, YamlSection keys, Pace global)
    {
        if (SilentFailure(check) is { } silent)
            keys.Warning("notify_on", silent, $"add {NotifyWords.FirstFail}");
        if (check.Type.Name == "http" && !keys.Keys.Any(key => key == "conditions" || key.StartsWith("expect", StringComparison.Ordinal)))
            keys.Warning("url", "any answer passes, even a 500", "add expect_status: 200");
        var pace = new Pace { Interval = check.Interval, Timeout = check.Timeout, Retries = check.Retries, Backoff = check.RetryBackoff };
        if (check.Timetable?.Cron is null && pace.TooSlow is { } slow && slow != global.TooSlow)
            keys.Warning("interval", slow, "lengthen interval, or lower retries or retry_backoff_s");
    }

    private static string? SilentFailure(CheckDefinition check) =>
        (check.NotifyOn.Contains(AlertKind.Recovered), check.NotifyOn.Contains(AlertKind.FirstFail),
            check.NotifyOn.Contains(AlertKind.DeadlineMiss)) switch
        {
            (true, false, false) => "announces recoveries but no failures",
            (true, false, true) => "announces missed deadlines and recoveries, but not a failed run",
            _ => null,
        };
}
