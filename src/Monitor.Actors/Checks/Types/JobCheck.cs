using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>What a job check follows and when its runs must be done.</summary>
/// <param name="StatusUrl">With <c>{job_id}</c> in it.</param>
/// <param name="IdFile">Where the newest job id is written.</param>
public sealed record JobSpec(string StatusUrl, string IdFile, JobDeadline? Deadline, JobTrigger? Trigger);

/// <summary>Follows the newest run of a job; passes unless it failed or missed its deadline (PARITY J1-J7).</summary>
public sealed class JobCheck(HttpRunner http) : CheckType<JobSpec>("job")
{
    private const int MostMinutes = 60 * 24 * 7;
    private const string NoJobYet = "no job started yet";

    public override string Example => """
        { name: nightly, type: job, status_url: 'http://127.0.0.1:8000/jobs/{job_id}/status', success_by: "06:00",
          minutes_after_start: 30, start_url: 'http://127.0.0.1:8000/jobs/run', start_cron: "0 2 * * *" }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("status_url", KeyShape.Like("[Hh][Tt][Tt][Pp][Ss]?://.+"), "where the status is read; `{job_id}` is the job that was started last") { Required = true },
        new("job_id_file", KeyShape.Text, "the file in which the newest job id is found") { Default = JobIdFileLoader.DefaultPath },
        new("success_by", KeyShape.Like("[0-9]{1,2}:[0-9]{2}"), "time of day by which the day's run must have succeeded") { Range = "`\"HH:MM\"`" },
        new("minutes_after_start", KeyShape.Whole(1, MostMinutes), "a run must have succeeded so many minutes after it started"),
        new("start_url", KeyShape.Url, "where a run is started, by POST, as `start_cron` says"),
        new("start_cron", KeyShape.Text, "when a run is started, in the check's zone; with `start_url`") { Range = "five cron fields" },
    ];

    protected override JobSpec Read(YamlSection keys) => new(
        StatusUrlOf(keys),
        keys.TextOrNull("job_id_file") ?? JobIdFileLoader.DefaultPath,
        DeadlineOf(keys),
        TriggerOf(keys));

    protected override string Target(JobSpec spec) =>
        DisplayUrl.Of(new Uri(spec.StatusUrl.Replace("{job_id}", "job_id", StringComparison.Ordinal))).Replace("job_id", "{job_id}", StringComparison.Ordinal);

    protected override string Host(JobSpec spec) => new Uri(spec.StatusUrl.Replace("{job_id}", "job_id", StringComparison.Ordinal)).Authority;

    protected override JobDeadline? Deadline(JobSpec spec) => spec.Deadline;

    protected override JobTrigger? Trigger(JobSpec spec) => spec.Trigger;

    protected override async Task<Observation> ProbeAsync(JobSpec spec, ProbeContext context, CancellationToken cancel)
    {
        try
        {
            return NewestRun(spec, context) is { } newest
                ? await FollowAsync(spec, newest.Id, newest.At, context.Level, cancel)
                : ErrorDetails.Make(ObservationKind.Passed, NoJobYet, null, ("info", NoJobYet)) with { Run = new JobRun(null, "none", null) };
        }
        catch (HttpProblemException e)
        {
            return HttpProblemText.Observe(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ErrorDetails.NotObserved($"{spec.IdFile} cannot be read: {e.Message}");
        }
    }

    private static (string Id, DateTimeOffset At)? NewestRun(JobSpec spec, ProbeContext context)
    {
        var written = JobIdFileLoader.Read(spec.IdFile);
        return context is { StartedJobId: { } started, StartedJobAt: { } at } && !(written?.WrittenAt > at)
            ? (started, at)
            : written;
    }

    private async Task<Observation> FollowAsync(JobSpec spec, string id, DateTimeOffset startedAt, NetworkLevel level, CancellationToken cancel)
    {
        if (!JobStartRunner.IsJobId(id))
            return ErrorDetails.Failed($"job id invalid: \"{ErrorDetails.Short(id)}\"");
        var url = new Uri(spec.StatusUrl.Replace("{job_id}", id, StringComparison.Ordinal));
        var answer = await http.AskAsync(new HttpRequestSpec(url), level, cancel);
        if (answer.StatusCode is < 200 or > 299)
            return ErrorDetails.Error($"HTTP {answer.StatusCode}", answer.StatusCode);
        using var body = JsonBody.Parse(answer.Body);
        var run = new JobRun(id, StatusOf(body.RootElement), startedAt);
        var kind = run.Status == "failed" ? ObservationKind.Failed : ObservationKind.Passed;
        return ErrorDetails.Make(kind, run.Status, answer.StatusCode, ("status", run.Status), ("job_id", id)) with { Run = run };
    }

    private static string StatusOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("status", out var status) && JsonValues.TextOf(status) is { } text
            ? ErrorDetails.Short(text)
            : "unknown";

    private static string StatusUrlOf(YamlSection keys)
    {
        var text = keys.Text("status_url");
        if (text.Length == 0)
            return "http://127.0.0.1/";
        if (!text.Contains("{job_id}", StringComparison.Ordinal))
            keys.Problem("status_url", "has no {job_id} in it", "put {job_id} where the id belongs");
        var sample = text.Replace("{job_id}", "id", StringComparison.Ordinal);
        if (Uri.TryCreate(sample, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return text;
        if (!sample.StartsWith('{')) // an unfilled {NAME} is reported as such
            keys.Problem("status_url", $"\"{text}\" is not an http or https URL", "write http://host/path");
        return "http://127.0.0.1/";
    }

    private static JobDeadline? DeadlineOf(YamlSection keys)
    {
        var after = keys.NumberOrNull("minutes_after_start", 1, MostMinutes);
        var by = keys.TextOrNull("success_by");
        TimeOnly? time = null;
        if (by is not null && TimeOnly.TryParseExact(by, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            time = parsed;
        else if (by is not null)
            keys.Problem("success_by", $"\"{by}\" is not a time of day", "write \"HH:MM\" in quotes, such as \"06:00\"");
        return time is null && after is null ? null : new JobDeadline(time, after is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
    }

    private static JobTrigger? TriggerOf(YamlSection keys)
    {
        var url = keys.UrlOrNull("start_url");
        if (keys.TextOrNull("start_cron") is not { } cron)
            return null;
        if (url is null && !keys.Has("start_url"))
            keys.Problem("start_cron", "is set without start_url", "add start_url, the address that starts the job");
        if (CronTimes.Parse(cron) is { } schedule)
            return url is null ? null : new JobTrigger(schedule, url);
        keys.Problem("start_cron", $"\"{cron}\" is not a cron expression", "write five fields, such as \"0 2 * * *\"");
        return null;
    }
}
