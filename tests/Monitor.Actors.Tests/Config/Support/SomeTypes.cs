using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Tests.Config.Support;

/// <summary>The check and remedy types that these tests read entries with: the real keys, no probing.</summary>
internal static class SomeTypes
{
    public static CheckTypes All { get; } = new([new KeysOfHttp(), new KeysOfJob(), new Throwing()], [new KeysOfHttpPost()]);
}

internal sealed record HttpKeys(Uri Url, int? ExpectStatus, IReadOnlyList<RuleKeys> Rules);

internal sealed record RuleKeys(string Path, JsonElement? Expected, decimal? Below, decimal? Above);

internal sealed record JobKeys(string StatusUrl, Uri? StartUrl, string? StartCron, string? SuccessBy, TimeSpan? AfterStart);

internal sealed record PostKeys(Uri Url, JsonElement? Payload);

internal sealed class KeysOfHttp() : CheckType<HttpKeys>("http")
{
    public override string Example => "{ name: api, type: http, url: http://localhost:8000/api/ping, expect_status: 200 }";

    public override bool MeasuresLatency => true;

    protected override HttpKeys Read(YamlSection keys) => new(keys.Url("url"), keys.NumberOrNull("expect_status", 100, 599),
        [.. keys.Sections("expect_jsonpath").Select(rule => new RuleKeys(
            rule.Text("path"), rule.Value("equals"), rule.DecimalOrNull("lt"), rule.DecimalOrNull("gt")))]);

    protected override string Target(HttpKeys spec) => spec.Url.ToString();

    protected override string Host(HttpKeys spec) => spec.Url.Authority;

    protected override Task<Observation> ProbeAsync(HttpKeys spec, ProbeContext context, CancellationToken cancel) =>
        Task.FromResult(new Observation(ObservationKind.Passed));
}

internal sealed class KeysOfJob() : CheckType<JobKeys>("job")
{
    public override string Example => "{ name: nightly, type: job, status_url: 'http://localhost:8000/jobs/{job_id}/status' }";

    protected override JobKeys Read(YamlSection keys) => new(keys.Text("status_url"), keys.UrlOrNull("start_url"),
        keys.TextOrNull("start_cron"), keys.TextOrNull("success_by"),
        keys.NumberOrNull("minutes_after_start", 1, 10_000) is { } minutes ? TimeSpan.FromMinutes(minutes) : null);

    protected override string Target(JobKeys spec) => spec.StatusUrl;

    protected override Task<Observation> ProbeAsync(JobKeys spec, ProbeContext context, CancellationToken cancel) =>
        Task.FromResult(new Observation(ObservationKind.Passed));
}

internal sealed class Throwing() : CheckType<string>("throwing")
{
    public override string Example => "{ name: t, type: throwing }";

    protected override string Read(YamlSection keys) => throw new UriFormatException("a plug-in with a bug");

    protected override string Target(string spec) => spec;

    protected override Task<Observation> ProbeAsync(string spec, ProbeContext context, CancellationToken cancel) =>
        Task.FromResult(new Observation(ObservationKind.Passed));
}

internal sealed class KeysOfHttpPost : IRemedyType
{
    public string Name => "http_post";

    public string Example => "{ type: http_post, url: http://localhost:8000/admin/reset }";

    public object Read(YamlSection keys) => new PostKeys(keys.Url("url"), keys.Json("payload"));

    public string Target(object spec) => ((PostKeys)spec).Url.ToString();

    public Task<RemedyOutcome> RunAsync(object spec, RemedyRun run, CancellationToken cancel) =>
        Task.FromResult(new RemedyOutcome(true, "{}"));
}
