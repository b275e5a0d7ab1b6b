using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Web.Metrics;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Metrics;

/// <summary><c>/metrics</c> as Prometheus reads it, from a board that a test has written.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private readonly BoardHub _hub = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-metrics-").FullName;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Monitor.Web" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_hub).AddSingleton(TimeProvider.System).AddSingleton<UptimeRunner>()
            .AddSingleton(new ResultQueries(new HistoryDatabase(HistoryDatabase.InFile(Path.Combine(_folder, "results.db")))));
        builder.AddMetrics();
        _app = builder.Build();
        _app.MapMetrics();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Exposition> Scrape(string accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip"); // as Prometheus does
        var answer = await _app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal("0.0.4", answer.Content.Headers.ContentType?.Parameters.Single(part => part.Name == "version").Value);
        return Exposition.Read(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Checks_are_told_in_the_words_of_the_field()
    {
        _hub.Publish(Some.Board(
            Some.Tile("up"),
            Some.Tile("slow", CheckStatus.Warn),
            Some.Tile("down", CheckStatus.Fail) with { ConsecutiveFailures = 3, LatencyMs = 1234 }));
        var read = await Scrape();
        double Of(string name, string check) => read.Samples[$"{name}{{check={check},type=http}}"];
        Assert.Equal((1, 1, 0), (Of("probe_success", "up"), Of("probe_success", "slow"), Of("probe_success", "down")));
        Assert.Equal((0, 1, 2), (Of("monitor_check_status", "up"), Of("monitor_check_status", "slow"), Of("monitor_check_status", "down")));
        Assert.Equal((0.042, 1.234), (Of("probe_duration_seconds", "up"), Of("probe_duration_seconds", "down")));
        Assert.Equal((0, 3), (Of("monitor_check_consecutive_failures", "up"), Of("monitor_check_consecutive_failures", "down")));
        Assert.Equal(Some.Noon.ToUnixTimeSeconds(), Of("monitor_check_last_round_timestamp_seconds", "up"));
        Assert.All(read.Types.Where(type => type.Key.StartsWith("probe_", StringComparison.Ordinal)), type => Assert.Equal("gauge", type.Value));
    }

    [Fact]
    public async Task Phases_of_a_request_are_told_one_by_one()
    {
        static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);
        _hub.Publish(Some.Board(
            Some.Tile("tls") with { Phases = new PhaseTimes(Ms(1), Ms(2), Ms(30), Ms(40), Ms(5)) },
            Some.Tile("kept") with { Phases = new PhaseTimes(default, default, default, Ms(40), default) },
            Some.Tile("other")));
        var read = await Scrape();
        double? Of(string check, string phase) =>
            read.Samples.TryGetValue($"monitor_check_http_duration_seconds{{check={check},type=http,phase={phase}}}", out var value) ? value : null;
        Assert.Equal([0.001, 0.002, 0.03, 0.04, 0.005], new[] { "dns", "connect", "tls", "first_byte", "body" }.Select(phase => Of("tls", phase)));
        Assert.Equal([null, null, null, 0.04, 0], new[] { "dns", "connect", "tls", "first_byte", "body" }.Select(phase => Of("kept", phase)));
        Assert.DoesNotContain(read.Samples.Keys, series => series.StartsWith("monitor_check_http", StringComparison.Ordinal) && series.Contains("other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_observed_is_a_gap_and_not_a_zero()
    {
        _hub.Publish(Some.Board(
            Some.Tile("lost", CheckStatus.Unknown),
            Some.Tile("new", CheckStatus.Unknown) with { LastCheckedAt = null, LatencyMs = null }));
        var read = await Scrape();
        Assert.DoesNotContain(read.Samples.Keys, series => series.StartsWith("probe_", StringComparison.Ordinal));
        Assert.DoesNotContain(read.Samples.Keys, series => series.StartsWith("monitor_check_uptime_ratio", StringComparison.Ordinal));
        Assert.Equal(-1, read.Samples["monitor_check_status{check=new,type=http}"]);
        Assert.DoesNotContain("monitor_check_last_round_timestamp_seconds{check=new,type=http}", read.Samples.Keys);
    }

    [Fact]
    public async Task A_check_that_is_gone_is_gone()
    {
        _hub.Publish(Some.Board(Some.Tile("a"), Some.Tile("b")));
        Assert.Contains("probe_success{check=b,type=http}", (await Scrape()).Samples.Keys);
        _hub.Publish(Some.Board(Some.Tile("a")));
        Assert.DoesNotContain((await Scrape()).Samples.Keys, series => series.Contains("check=b", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("with \"quotes\"")]
    [InlineData("""back\slash \n and \""")]
    [InlineData("a,b={c}")]
    [InlineData("Grüße 状态 🚦")]
    public async Task Any_name_can_be_a_label(string name)
    {
        _hub.Publish(Some.Board(Some.Tile(name)));
        Assert.Contains($"probe_success{{check={name},type=http}}", (await Scrape()).Samples.Keys);
    }

    [Fact]
    public void Even_a_line_break_in_a_label_stays_on_its_line() =>
        Assert.Equal("""{a="x\ny",b="\"\\"}""", ExpositionText.Labels(("a", "x\ny"), ("b", "\"\\")));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("*/*")]
    [InlineData("application/openmetrics-text")]
    public async Task The_engine_is_told_too_whatever_was_asked_for(string accept)
    {
        EngineMetrics.Lateness.Record(0.07);
        EngineMetrics.RoundsFinished.Add(1);
        EngineMetrics.DeadLetters.Add(1, new KeyValuePair<string, object?>("type", "Some\"Type"));
        var read = await Scrape(accept);
        Assert.Equal(("histogram", "counter", "counter"), (
            read.Types["monitor_round_lateness_seconds"], read.Types["monitor_rounds_finished_total"], read.Types["monitor_dead_letters_total"]));
        Assert.True(read.Samples["monitor_round_lateness_seconds_bucket{otel_scope_name=Monitor.Engine,le=0.1}"] >= 1);
        Assert.Contains(read.Samples.Keys, series => series.StartsWith("dotnet_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_thousand_checks_are_all_there()
    {
        _hub.Publish(Some.Board([.. Enumerable.Range(0, 10_000).Select(i => Some.Tile($"check-{i}"))]));
        Assert.Equal(10_000, (await Scrape()).Samples.Keys.Count(series => series.StartsWith("probe_success{", StringComparison.Ordinal)));
    }
}
