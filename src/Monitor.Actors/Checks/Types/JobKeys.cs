using System.Collections.Immutable;
using Json.Path;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Reads what is expected of a job's runs, what starts them, and where the newest is found.</summary>
internal static class JobKeys
{
    private const int MostMinutes = 60 * 24 * 7;
    private const string FiveFields = "five cron fields";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromDays(31);
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromMinutes(1);

    public static ImmutableArray<ConfigKey> All { get; } =
    [
        new("status_url", KeyShape.Like("[Hh][Tt][Tt][Pp][Ss]?://.+"), "where the status is read; `{job_id}` is the job that was started last") { Required = true },
        new("job_id_file", KeyShape.Text, "the file in which the newest job id is found") { Default = JobIdFileLoader.DefaultPath },
        new("discovery_url", KeyShape.Url, "instead of the file: an address that tells the newest job id, as JSON or as plain text"),
        new("discovery_path", KeyShape.Text, "where in that JSON the id stands") { Default = JobDiscovery.DefaultPath, Range = "a JSONPath" },
        new("schedule", KeyShape.Text, "when a run is expected to start, in the check's zone; not when the check looks") { Range = FiveFields },
        new("grace", KeyShape.Duration(Second, LongestGrace), "how late after an occurrence of `schedule` a run may start") { Default = "1m" },
        new("start_by", ClockReader.Shape, "time of day by which the day's run must have started") { Range = "`\"HH:MM\"`" },
        new("success_by", ClockReader.Shape, "time of day by which the day's run must have succeeded") { Range = "`\"HH:MM\"`" },
        new("minutes_after_start", KeyShape.Whole(1, MostMinutes), "a run must have succeeded so many minutes after it started"),
        new("finish_within", KeyShape.Duration(Second, LongestGrace), "how long a run may take, whether it goes well or not"),
        new("min_duration", KeyShape.Duration(Second, LongestGrace), "a run that succeeded in less than this is suspicious, and the check WARN"),
        new("start_url", KeyShape.Url, "where a run is started, by POST, as `start_cron` says"),
        new("start_cron", KeyShape.Text, "when a run is started, in the check's zone; with `start_url`") { Range = FiveFields },
    ];

    public static JobDeadline? Deadline(YamlSection keys)
    {
        var after = keys.NumberOrNull("minutes_after_start", 1, MostMinutes);
        var deadline = new JobDeadline(ClockReader.Time(keys, "success_by", "06:00"), after is { } minutes ? TimeSpan.FromMinutes(minutes) : null)
        {
            StartBy = ClockReader.Time(keys, "start_by", "06:00"),
            Schedule = Schedule(keys),
            FinishWithin = keys.DurationOrNull("finish_within", Second, LongestGrace),
            MinDuration = keys.DurationOrNull("min_duration", Second, LongestGrace),
        };
        if (deadline.MinDuration >= deadline.FinishWithin)
            keys.Problem("min_duration", "is not below finish_within", "shorten it: no run could be as it should");
        return deadline == new JobDeadline() ? null : deadline;
    }

    public static JobTrigger? Trigger(YamlSection keys)
    {
        var url = keys.UrlOrNull("start_url");
        if (keys.TextOrNull("start_cron") is not { } cron)
            return null;
        if (url is null && !keys.Has("start_url"))
            keys.Problem("start_cron", "is set without start_url", "add start_url, the address that starts the job");
        return Cron(keys, "start_cron", cron) is { } times && url is not null ? new JobTrigger(times, url) : null;
    }

    /// <summary>Null when the id is found in a file.</summary>
    public static JobDiscovery? Discovery(YamlSection keys)
    {
        var path = keys.TextOrNull("discovery_path");
        if (keys.UrlOrNull("discovery_url") is not { } url)
        {
            if (path is not null && !keys.Has("discovery_url"))
                keys.Problem("discovery_path", "is set without discovery_url", "add discovery_url, the address that tells the newest job id");
            return null;
        }

        if (keys.Has("job_id_file"))
            keys.Problem("discovery_url", "said twice, as discovery_url and as job_id_file", "remove one of the two");
        if (JsonPath.TryParse(path ?? JobDiscovery.DefaultPath, out var parsed, out var wrong))
            return new JobDiscovery(url, parsed);
        keys.Problem("discovery_path", $"\"{path}\" is not a JSONPath: {wrong.Message}", "write it like $.job_id");
        return null;
    }

    private static JobSchedule? Schedule(YamlSection keys)
    {
        var grace = keys.DurationOrNull("grace", Second, LongestGrace);
        if (keys.TextOrNull("schedule") is { } cron)
            return Cron(keys, "schedule", cron) is { } times ? new JobSchedule(times, grace ?? DefaultGrace) : null;
        if (grace is not null)
            keys.Problem("grace", "is set without schedule", "add schedule, five cron fields that say when a run is to start");
        return null;
    }

    private static CronTimes? Cron(YamlSection keys, string key, string cron)
    {
        if (CronTimes.Parse(cron) is { } times)
            return times;
        keys.Problem(key, $"\"{cron}\" is not a cron expression", "write five fields, such as \"0 2 * * *\"");
        return null;
    }
}
