using MockApp.Tests.Support;

namespace MockApp.Tests;

public sealed class JobTests : IDisposable
{
    private static readonly Answer Running = Answer.Json("""{"status":"running"}""");
    private static readonly Answer Succeeded = Answer.Json("""{"status":"succeeded"}""");
    private static readonly Answer Failed = Answer.Json("""{"status":"failed"}""");
    private readonly MockAppHost _app = new();

    [Fact]
    public async Task A_started_job_is_named_after_the_second_and_leaves_its_id_without_a_newline()
    {
        Assert.Equal(Answer.Json("""{"job_id":"job_1700000000"}"""), await _app.Post("/jobs/run"));
        Assert.Equal("job_1700000000"u8.ToArray(), await File.ReadAllBytesAsync(_app.LastJobPath, TestContext.Current.CancellationToken));
        Assert.False(File.Exists($"{_app.LastJobPath}.tmp"));
    }

    [Fact]
    public async Task Jobs_started_in_one_second_do_not_share_an_id()
    {
        await _app.Post("/jobs/run");
        Assert.Equal(Answer.Json("""{"job_id":"job_1700000000_2"}"""), await _app.Post("/jobs/run"));
        Assert.Equal(Answer.Json("""{"job_id":"job_1700000000_3"}"""), await _app.Post("/jobs/run"));
        Assert.Equal("job_1700000000_3", await File.ReadAllTextAsync(_app.LastJobPath, TestContext.Current.CancellationToken));

        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Answer.Json("""{"job_id":"job_1700000001"}"""), await _app.Post("/jobs/run"));
    }

    [Fact]
    public async Task Many_at_once_all_get_an_id_of_their_own()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _app.Post("/jobs/run")));
        Assert.Equal(40, answers.Select(answer => answer.Body).Distinct().Count());
    }

    [Fact]
    public async Task A_job_runs_for_exactly_twenty_seconds_and_is_over_a_moment_later()
    {
        await Start();
        _app.Clock.Advance(TimeSpan.FromSeconds(20.0));
        Assert.Equal(Running, await Poll());
        _app.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Succeeded, await Poll());
    }

    [Fact]
    public async Task The_toggle_counts_as_it_stands_at_the_first_poll_after_the_end()
    {
        await _app.Post("/admin/faults", """{"job_fail":true}""");
        await Start();
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        await _app.Post("/admin/faults", "{}");
        Assert.Equal(Succeeded, await Poll());

        await _app.Post("/admin/faults", """{"job_fail":true}""");
        Assert.Equal(Succeeded, await Poll());
    }

    [Fact]
    public async Task A_failed_job_stays_failed_after_a_reset()
    {
        await Start();
        await _app.Post("/admin/faults", """{"job_fail":true}""");
        _app.Clock.Advance(TimeSpan.FromSeconds(20.1));
        Assert.Equal(Failed, await Poll());

        await _app.Post("/admin/reset");
        Assert.Equal(Failed, await Poll());
    }

    [Fact]
    public async Task A_job_nobody_asks_about_keeps_running()
    {
        await Start();
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Contains("\"status\":\"running\"", (await _app.Get("/admin/state")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_job_is_an_answer_and_not_an_error() =>
        Assert.Equal(Answer.Json("""{"status":"unknown"}"""), await _app.Get("/jobs/job_1/status"));

    [Fact]
    public async Task A_job_starts_even_when_its_id_cannot_be_left_behind()
    {
        Directory.CreateDirectory(_app.LastJobPath);
        Assert.Equal(Answer.Json("""{"job_id":"job_1700000000"}"""), await _app.Post("/jobs/run"));
    }

    private Task<Answer> Start() => _app.Post("/jobs/run");

    private Task<Answer> Poll() => _app.Get("/jobs/job_1700000000/status");

    public void Dispose() => _app.Dispose();
}
