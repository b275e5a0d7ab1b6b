using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

public sealed class JobCheckTests : IDisposable
{
    private readonly HttpRunner _http = new(new Dialer(new NetworkPolicy()), TimeProvider.System);
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<Observation> Probe(LoopbackTarget target, ProbeContext? context = null)
    {
        ICheckType type = new JobCheck(_http);
        var keys = YamlSection.Of($"{{ status_url: '{target.Url}jobs/{{job_id}}/status', job_id_file: '{_folder["id"]}' }}");
        var spec = type.Read(keys);
        Assert.Empty(keys.Problems());
        await using (target)
            return await type.ProbeAsync(spec, context ?? new ProbeContext(Some.Name), TestContext.Current.CancellationToken);
    }

    private static LoopbackTarget Says(string status) => LoopbackTarget.Http($$"""{"status":"{{status}}"}""");

    [Fact]
    public async Task Before_any_job_has_started_there_is_nothing_to_follow()
    {
        var target = Says("running");
        var seen = await Probe(target);
        Assert.Equal((ObservationKind.Passed, "no job started yet", """{"info":"no job started yet"}"""), (seen.Kind, seen.Reason, seen.Details));
        Assert.Equal(new JobRun(null, "none", null), seen.Run);
        Assert.Empty(target.Requests);
    }

    [Theory]
    [InlineData("succeeded", ObservationKind.Passed)]
    [InlineData("running", ObservationKind.Passed)]
    [InlineData("unknown", ObservationKind.Passed)]
    [InlineData("failed", ObservationKind.Failed)]
    public async Task A_run_is_followed_by_the_id_in_the_file(string status, ObservationKind kind)
    {
        _folder.Write("id", "job_1772442000\n");
        var target = Says(status);
        var seen = await Probe(target);
        Assert.Equal((kind, status, $$"""{"status":"{{status}}","job_id":"job_1772442000"}"""), (seen.Kind, seen.Reason, seen.Details));
        Assert.Equal(("job_1772442000", status), (seen.Run!.Id, seen.Run.Status)); // it was seen
        Assert.StartsWith("GET /jobs/job_1772442000/status HTTP/1.1", Assert.Single(target.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_overtaken_before_it_was_seen_to_end_is_asked_for_its_end()
    {
        _folder.Write("id", "new");
        var target = new LoopbackTarget(request => LoopbackTarget.Answer(request.StartsWith("GET /jobs/old/", StringComparison.Ordinal) ? """{"status":"succeeded"}""" : """{"status":"running"}"""));
        var seen = await Probe(target, new ProbeContext(Some.Name) { OpenRunId = "old" });
        Assert.Equal((ObservationKind.Passed, "new", "running"), (seen.Kind, seen.Run!.Id, seen.Run.Status)); // it was seen
        Assert.Equal(("old", "succeeded"), (seen.Left!.Id, seen.Left.Status)); // so was this
        Assert.Null((await Probe(Says("running"), new ProbeContext(Some.Name) { OpenRunId = "new" })).Left);
    }

    /// <summary>The second request is answered with nothing that can be used.</summary>
    [Fact]
    public async Task Whatever_goes_wrong_with_that_is_no_news_about_the_newer_run()
    {
        _folder.Write("id", "new");
        foreach (var answer in new[] { LoopbackTarget.Answer("", 404), LoopbackTarget.Raw("nonsense\r\n\r\n"), LoopbackTarget.Answer("no JSON") })
        {
            var target = new LoopbackTarget(request => request.StartsWith("GET /jobs/old/", StringComparison.Ordinal) ? answer : LoopbackTarget.Answer("""{"status":"running"}"""));
            var seen = await Probe(target, new ProbeContext(Some.Name) { OpenRunId = "old" });
            Assert.Equal((ObservationKind.Passed, "running", null), (seen.Kind, seen.Run!.Status, seen.Left)); // it was seen
        }
    }

    [Theory]
    [InlineData("../admin/reset")]
    [InlineData("x?y")]
    [InlineData("x#")]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task An_id_that_is_none_asks_for_nothing(string id)
    {
        _folder.Write("id", id);
        var target = Says("succeeded");
        var seen = await Probe(target);
        Assert.Equal(ObservationKind.Failed, seen.Kind);
        Assert.StartsWith("job id invalid: ", seen.Reason, StringComparison.Ordinal);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task A_file_of_a_megabyte_is_not_an_id()
    {
        _folder.Write("id", new string('x', 1_000_000));
        var target = Says("succeeded");
        Assert.StartsWith("job id invalid: ", (await Probe(target)).Reason, StringComparison.Ordinal);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_our_own_trouble()
    {
        await using var held = new FileStream(_folder.Write("id", "job_1"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var target = Says("succeeded");
        var seen = await Probe(target);
        Assert.Equal(ObservationKind.NotObserved, seen.Kind);
        Assert.StartsWith($"{_folder["id"]} cannot be read: ", seen.Reason, StringComparison.Ordinal);
        Assert.Empty(target.Requests);
    }

    [Theory]
    [InlineData("[]", "unknown")]
    [InlineData("{}", "unknown")]
    [InlineData("""{"status":7}""", "unknown")]
    public async Task An_answer_without_a_status_is_unknown(string body, string status)
    {
        _folder.Write("id", "job_1");
        Assert.Equal(status, (await Probe(LoopbackTarget.Http(body))).Run?.Status);
    }

    [Fact]
    public async Task A_status_with_half_a_character_is_the_targets_fault()
    {
        _folder.Write("id", "job_1");
        Assert.Equal("unknown", (await Probe(LoopbackTarget.Http("""{"status":"\ud800"}"""))).Run?.Status);
    }

    [Fact]
    public async Task An_answer_that_is_no_success_is_no_usable_answer()
    {
        _folder.Write("id", "job_1");
        var seen = await Probe(LoopbackTarget.Http("gone", 404));
        Assert.Equal((ObservationKind.Error, "HTTP 404", null), (seen.Kind, seen.Reason, seen.Run));
    }

    [Fact]
    public async Task A_job_that_this_monitor_started_is_followed_until_a_newer_id_is_written()
    {
        var file = _folder.Write("id", "job_file");
        File.SetLastWriteTimeUtc(file, Some.T0.UtcDateTime);
        Assert.Equal("job_ours", (await Probe(Says("running"), new ProbeContext(Some.Name, "job_ours", Some.T0.AddMinutes(1)))).Run?.Id);
        Assert.Equal("job_file", (await Probe(Says("running"), new ProbeContext(Some.Name, "job_ours", Some.T0.AddMinutes(-1)))).Run?.Id);
    }

    [Fact]
    public async Task What_the_status_says_of_the_run_is_taken_along()
    {
        _folder.Write("id", "job_1");
        var seen = await Probe(LoopbackTarget.Http(
            """{"status":"failed","started_at":"2026-03-02T02:00:00Z","finished_at":1772417100.5,"exit_code":3,"log":["one","two"]}"""));
        Assert.Equal(
            new JobRun("job_1", "failed", new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero))
            {
                FinishedAt = new(2026, 3, 2, 2, 5, 0, 500, TimeSpan.Zero),
                ExitCode = 3,
                Output = "one\ntwo",
            },
            seen.Run);
        Assert.Equal("""{"status":"failed","job_id":"job_1","exit_code":3,"output":"one\ntwo"}""", seen.Details);
    }

    [Theory]
    [InlineData("\"duration\":12.5", 12.5)]
    [InlineData("\"duration\":\"2m\"", 120.0)]
    [InlineData("\"duration\":-1", null)]
    [InlineData("\"duration\":1e99", null)]
    [InlineData("\"duration\":[]", null)]
    public async Task A_duration_is_in_seconds(string field, double? seconds)
    {
        _folder.Write("id", "job_1");
        Assert.Equal(seconds, (await Probe(LoopbackTarget.Http($$"""{"status":"succeeded",{{field}}}"""))).Run?.Took?.TotalSeconds);
    }

    [Theory]
    [InlineData("1772416800", true)]
    [InlineData("1772416800000", true)]
    [InlineData("\"2026-03-02T02:00:00\"", true)]
    [InlineData("\"2026-03-02T03:00:00+01:00\"", true)]
    [InlineData("\"yesterday\"", false)]
    [InlineData("\"9999-12-31T23:59:59Z\"", false)]
    [InlineData("1e40", false)]
    [InlineData("-5", false)]
    [InlineData("\"\\ud800\"", false)]
    [InlineData("{}", false)]
    public async Task A_time_that_cannot_be_meant_is_left_aside(string text, bool isMeant)
    {
        var file = _folder.Write("id", "job_1");
        File.SetLastWriteTimeUtc(file, Some.T0.UtcDateTime);
        var seen = await Probe(LoopbackTarget.Http($$"""{"status":"running","started_at":{{text}}}"""));
        Assert.Equal(isMeant ? new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero) : Some.T0, seen.Run?.StartedAt);
    }

    private async Task<Observation> Discover(string answer, int status = 200, string? path = null, ProbeContext? context = null)
    {
        await using var target = LoopbackTarget.Http("""{"status":"running"}""");
        await using var newest = LoopbackTarget.Http(answer, status);
        ICheckType type = new JobCheck(_http);
        var keys = YamlSection.Of(
            $"{{ status_url: '{target.Url}jobs/{{job_id}}/status', discovery_url: '{newest.Url}'{(path is null ? "" : $", discovery_path: '{path}'")} }}");
        var spec = type.Read(keys);
        Assert.Empty(keys.Problems());
        return await type.ProbeAsync(spec, context ?? new ProbeContext(Some.Name), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""{"job_id":"job_7"}""", null)]
    [InlineData("job_7\n", null)]
    [InlineData("\"job_7\"", null)]
    [InlineData("""{"runs":[{"id":"job_7"},{"id":"job_6"}]}""", "$.runs[0].id")]
    public async Task The_newest_id_can_be_asked_for(string answer, string? path) =>
        Assert.Equal(new JobRun("job_7", "running", null), (await Discover(answer, path: path)).Run);

    [Fact]
    public async Task A_start_that_stands_beside_the_id_is_known() => Assert.Equal(
        new JobRun("7", "running", new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero)), (await Discover("""{"job_id":7,"started_at":"2026-03-02T02:00:00Z"}""")).Run);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"job_id":null}""")]
    public async Task Where_no_id_is_told_nothing_was_started_but_by_us(string answer)
    {
        Assert.Equal("no job started yet", (await Discover(answer)).Reason);
        Assert.Equal("job_ours", (await Discover(answer, context: new ProbeContext(Some.Name, "job_ours", Some.T0))).Run?.Id);
    }

    [Theory]
    [InlineData("gone", 404, "newest job id: HTTP 404")]
    [InlineData("{}", 200, "newest job id: nothing at $.job_id")]
    [InlineData("{", 200, "newest job id: response is not JSON (starts with \"{\")")]
    [InlineData("""{"job_id":[]}""", 200, "newest job id: $.job_id is a list")]
    public async Task Where_the_id_cannot_be_told_there_is_no_usable_answer(string answer, int status, string reason)
    {
        var seen = await Discover(answer, status);
        Assert.Equal((ObservationKind.Error, reason), (seen.Kind, seen.Reason));
    }

    [Fact]
    public async Task An_asked_for_id_that_is_none_asks_for_nothing_more() =>
        Assert.StartsWith("job id invalid: ", (await Discover("<html>")).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_job_is_started_by_an_empty_post()
    {
        await using var target = LoopbackTarget.Http("""{"job_id":"job_1"}""");
        Assert.Equal(new JobStartRunner.JobStart("job_1", null), await Start(target.Url));
        Assert.StartsWith("POST / HTTP/1.1", Assert.Single(target.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "{}", "job start failed: HTTP 500")]
    [InlineData(200, "{}", "job start failed: the answer holds no valid job_id")]
    [InlineData(200, """{"job_id":"../x"}""", "job start failed: the answer holds no valid job_id")]
    [InlineData(200, """{"job_id":7}""", "job start failed: the answer holds no valid job_id")]
    public async Task A_start_without_an_id_is_a_problem(int status, string body, string problem)
    {
        await using var target = LoopbackTarget.Http(body, status);
        Assert.Equal(new JobStartRunner.JobStart(null, problem), await Start(target.Url));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"job_id":"\ud800"}""")]
    public async Task A_start_answered_with_nonsense_is_a_problem(string body)
    {
        await using var target = LoopbackTarget.Http(body);
        Assert.StartsWith("job start failed: ", (await Start(target.Url)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_is_not_answered_is_a_problem()
    {
        await using var target = LoopbackTarget.Saying(null);
        Assert.Equal("job start failed: timeout after 0.2 s", (await Start(target.Url, TimeSpan.FromMilliseconds(200))).Problem);
    }

    [Fact]
    public async Task A_start_that_nobody_may_make_is_a_problem() => Assert.Equal(
        "job start failed: blocked by network policy: 169.254.169.254 is a cloud metadata address", (await Start(new Uri("http://169.254.169.254/"))).Problem);

    private static async Task<JobStartRunner.JobStart> Start(Uri url, TimeSpan? timeout = null)
    {
        using var http = OutboundHttp.Invoker(new Dialer(new NetworkPolicy()));
        return await new JobStartRunner(http, TimeProvider.System).StartAsync(url, timeout ?? TimeSpan.FromSeconds(10), NetworkLevel.Outbound, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("status_url: 'http://x/jobs'", "has no {job_id} in it")]
    [InlineData("status_url: 'ftp://x/{job_id}'", "\"ftp://x/{job_id}\" is not an http or https URL")]
    [InlineData("status_url: 'http://x/{job_id}', success_by: soon", "\"soon\" is not a time of day")]
    [InlineData("status_url: 'http://x/{job_id}', start_cron: '0 2 * * *'", "is set without start_url")]
    [InlineData("status_url: 'http://x/{job_id}', start_by: soon", "\"soon\" is not a time of day")]
    [InlineData("status_url: 'http://x/{job_id}', schedule: nightly", "\"nightly\" is not a cron expression")]
    [InlineData("status_url: 'http://x/{job_id}', grace: 5m", "is set without schedule")]
    [InlineData("status_url: 'http://x/{job_id}', finish_within: 1m, min_duration: 1m", "is not below finish_within")]
    [InlineData("status_url: 'http://x/{job_id}', discovery_path: $.id", "is set without discovery_url")]
    [InlineData("status_url: 'http://x/{job_id}', discovery_url: 'http://x/', job_id_file: x", "said twice, as discovery_url and as job_id_file")]
    [InlineData("status_url: 'http://x/{job_id}', start_cron: nightly, start_url: 'http://x/'", "\"nightly\" is not a cron expression")]
    public void What_cannot_be_read_is_a_problem(string yaml, string fault)
    {
        var keys = YamlSection.Of($"{{ {yaml} }}");
        ((ICheckType)new JobCheck(_http)).Read(keys);
        Assert.Equal(fault, Assert.Single(keys.Problems()).Fault);
    }
}
