using System.Collections.Immutable;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>What a job check follows and when its runs must be done.</summary>
/// <param name="StatusUrl">With <c>{job_id}</c> in it.</param>
/// <param name="IdFile">Where the newest job id is written.</param>
public sealed record JobSpec(string StatusUrl, string IdFile, JobDeadline? Deadline, JobTrigger? Trigger)
{
    /// <summary>Null when the newest job id is found in the file.</summary>
    internal JobDiscovery? Discovery { get; init; }

    /// <summary>Takes what placeholders brought in out of what a job wrote.</summary>
    internal Mask Mask { get; init; } = Mask.None;
}

/// <summary>Follows the newest run of a job; passes unless it failed or missed its deadline (PARITY J1-J7).</summary>
public sealed class JobCheck(HttpRunner http) : CheckType<JobSpec>("job")
{
    private const string NoJobYet = "no job started yet";

    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    public override string Example => """
        { name: nightly, type: job, status_url: 'http://127.0.0.1:8000/jobs/{job_id}/status', success_by: "06:00",
          minutes_after_start: 30, schedule: "0 2 * * *", grace: 5m, start_by: "02:10", finish_within: 2h, min_duration: 1m,
          start_url: 'http://127.0.0.1:8000/jobs/run', start_cron: "0 2 * * *" }
        """;

    public override ImmutableArray<ConfigKey> Keys => JobKeys.All;

    /// <summary>Of the job, not of the rounds: they run by interval.</summary>
    public override bool OwnsSchedule => true;

    protected override JobSpec Read(YamlSection keys) => new(
        StatusUrlOf(keys),
        keys.TextOrNull("job_id_file") ?? JobIdFileLoader.DefaultPath,
        JobKeys.Deadline(keys),
        JobKeys.Trigger(keys))
    {
        Discovery = JobKeys.Discovery(keys),
        Mask = keys.MaskOf("status_url", "start_url", "discovery_url"),
    };

    protected override string Target(JobSpec spec) =>
        DisplayUrl.Of(new Uri(spec.StatusUrl.Replace("{job_id}", "job_id", StringComparison.Ordinal))).Replace("job_id", "{job_id}", StringComparison.Ordinal);

    protected override string Host(JobSpec spec) => new Uri(spec.StatusUrl.Replace("{job_id}", "job_id", StringComparison.Ordinal)).Authority;

    protected override JobDeadline? Deadline(JobSpec spec) => spec.Deadline;

    protected override JobTrigger? Trigger(JobSpec spec) => spec.Trigger;

    protected override async Task<Observation> ProbeAsync(JobSpec spec, ProbeContext context, CancellationToken cancel)
    {
        try
        {
            if (await NewestRunAsync(spec, context, cancel) is not { } newest)
                return ErrorDetails.Make(ObservationKind.Passed, NoJobYet, null, ("info", NoJobYet)) with { Run = new JobRun(null, "none", null) };
            var seen = await FollowAsync(spec, newest.Id, newest.At, context.Level, cancel);
            return seen.Run is not null && context.OpenRunId is { } left && left != newest.Id
                ? seen with { Left = await LastLookAsync(spec, left, context, cancel) }
                : seen;
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

    private async Task<(string Id, DateTimeOffset? At)?> NewestRunAsync(JobSpec spec, ProbeContext context, CancellationToken cancel)
    {
        if (spec.Discovery is not { } discovery)
            return NewestWritten(spec, context);
        var answer = await http.AskAsync(new HttpRequestSpec(discovery.Url), context.Level, cancel);
        if (discovery.Read(answer) is not { } told)
            return context.StartedJobId is null ? null : (context.StartedJobId, context.StartedJobAt);
        return (told.Id, told.StartedAt ?? (told.Id == context.StartedJobId ? context.StartedJobAt : null));
    }

    private static (string Id, DateTimeOffset? At)? NewestWritten(JobSpec spec, ProbeContext context)
    {
        var written = JobIdFileLoader.Read(spec.IdFile);
        return context is { StartedJobId: { } started, StartedJobAt: { } at } && !(written?.WrittenAt > at)
            ? (started, at)
            : written is { } found ? (found.Id, found.WrittenAt) : null;
    }

    private async Task<Observation> FollowAsync(JobSpec spec, string id, DateTimeOffset? startedAt, NetworkLevel level, CancellationToken cancel)
    {
        if (!JobStartRunner.IsJobId(id))
            return ErrorDetails.Failed($"job id invalid: \"{ErrorDetails.Short(id)}\"");
        var url = new Uri(spec.StatusUrl.Replace("{job_id}", id, StringComparison.Ordinal));
        var answer = await http.AskAsync(new HttpRequestSpec(url), level, cancel);
        if (answer.StatusCode is < 200 or > 299)
            return ErrorDetails.Error($"HTTP {answer.StatusCode}", answer.StatusCode);
        using var body = JsonBody.Parse(answer.Body);
        var run = JobReport.Read(id, body.RootElement, startedAt, spec.Mask);
        var kind = run.Status == JobRun.Failed ? ObservationKind.Failed : ObservationKind.Passed;
        return ErrorDetails.Make(kind, run.Status, answer.StatusCode, Details(run)) with { Run = run };
    }

    /// <summary>How a run stands that a newer one has overtaken; whatever goes wrong with this is no news about the newer one.</summary>
    private async Task<JobRun?> LastLookAsync(JobSpec spec, string id, ProbeContext context, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LastLook);
        try
        {
            return (await FollowAsync(spec, id, null, context.Level, limit.Token)).Run;
        }
        catch (Exception e) when (e is HttpProblemException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private static (string, object?)[] Details(JobRun run) =>
    [
        ("status", run.Status), ("job_id", run.Id),
        .. run.ExitCode is { } code ? [("exit_code", code)] : Array.Empty<(string, object?)>(),
        .. run is { Status: JobRun.Failed, Output: { } output } ? [("output", ErrorDetails.Short(output))] : Array.Empty<(string, object?)>(),
    ];

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
}
