using MockApp.Tests.Support;

namespace MockApp.Tests;

public sealed class ProbeTests : IDisposable
{
    private readonly MockAppHost _app = new();

    [Fact]
    public async Task Health_counts_whole_seconds_since_the_start()
    {
        Assert.Equal(Answer.Json("""{"ok":true,"version":"1.0.3","uptime_s":0}"""), await _app.Get("/health"));
        _app.Clock.Advance(TimeSpan.FromSeconds(61.9));
        Assert.Equal(Answer.Json("""{"ok":true,"version":"1.0.3","uptime_s":61}"""), await _app.Get("/health"));
    }

    [Theory]
    [InlineData("/api/ping", """{"status":"ok"}""")]
    [InlineData("/db/health", """{"ok":true,"latency_ms":12}""")]
    [InlineData("/queue/health", """{"depth":7,"oldest_age_s":22}""")]
    public async Task At_first_everything_is_well(string path, string body) =>
        Assert.Equal(Answer.Json(body), await _app.Get(path));

    [Theory]
    [InlineData("api_down", "/api/ping", 503, """{"status":"down","detail":"simulated outage"}""")]
    [InlineData("db_slow", "/db/health", 200, """{"ok":false,"latency_ms":262}""")]
    [InlineData("queue_stuck", "/queue/health", 200, """{"depth":200,"oldest_age_s":1200}""")]
    public async Task A_fault_shows_in_its_probe_and_nowhere_else(string fault, string path, int status, string body)
    {
        await _app.Post("/admin/faults", $$"""{"{{fault}}":true}""");

        Assert.Equal(Answer.Json(body, status), await _app.Get(path));
        string[] others = [.. new[] { "/api/ping", "/db/health", "/queue/health" }.Where(other => other != path)];
        Assert.All(others, other => Assert.DoesNotContain("false", _app.Get(other).GetAwaiter().GetResult().Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stuck_queue_only_looks_full()
    {
        await _app.Post("/admin/faults", """{"queue_stuck":true}""");
        Assert.Contains("\"queue\":{\"depth\":7,\"oldest_age_s\":22}", (await _app.Get("/admin/state")).Body, StringComparison.Ordinal);

        await _app.Post("/admin/faults", "{}");
        Assert.Equal(Answer.Json("""{"depth":7,"oldest_age_s":22}"""), await _app.Get("/queue/health"));
    }

    [Fact]
    public async Task Unknown_paths_and_methods_are_refused_as_FastAPI_does()
    {
        Assert.Equal(Answer.Json("""{"detail":"Not Found"}""", 404), await _app.Get("/admin/run-nightly"));
        Assert.Equal(Answer.Json("""{"detail":"Method Not Allowed"}""", 405), await _app.Get("/admin/reset"));
    }

    public void Dispose() => _app.Dispose();
}
