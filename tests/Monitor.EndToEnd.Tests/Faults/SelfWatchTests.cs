using System.Globalization;
using System.Text.Json;
using Monitor.EndToEnd.Tests.Support;
using Monitor.Web.Tests.Metrics;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>The monitor tells of itself: metrics, the engine's figures, heartbeats, and a freeze (FAULTS ).</summary>
public sealed class SelfWatchTests
{
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_frozen_process_sends_no_heartbeat_says_so_afterwards_and_blames_no_target()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["steady"], extra: "  heartbeat: { url: \"{WATCHER}\", interval: 10s }\n"));
        await using var monitor = await MonitorProcess.StartAsync(
            place, new Dictionary<string, string> { ["WATCHER"] = target.UrlOf("heartbeat") });
        await target.RoundsAsync(2, "steady");
        await Eventually.Passes(() => Assert.NotEqual(0, target.Looks("heartbeat")));

        await monitor.SignalAsync("STOP");
        var answers = target.Answers.Count;
        await Task.Delay(Freeze, TestContext.Current.CancellationToken); // the fault itself
        Assert.InRange(target.Answers.Count, answers, answers + 1); // one may have been on its way
        await monitor.SignalAsync("CONT");

        await target.RoundsAsync(1, "steady");
        await Eventually.Passes(async () => Assert.StartsWith(
            "the process was frozen for", (await EngineAsync(monitor)).GetProperty("notes")[0].GetProperty("text").GetString(), StringComparison.Ordinal));
        Assert.Contains("the process was frozen for", monitor.Output, StringComparison.Ordinal);
        Assert.Equal("OK", (await monitor.Api.CheckAsync("steady")).Status);
        var before = target.Looks("heartbeat");
        await Eventually.Passes(() => Assert.True(target.Looks("heartbeat") > before));
        Assert.DoesNotContain("/heartbeat", await monitor.Api.TextAsync("api/engine"), StringComparison.Ordinal);
        Assert.DoesNotContain("/heartbeat", monitor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_and_figures_agree_with_the_board()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        target.Break("down");
        place.Write("checks.yaml", ChecksFile.Of(target, ["down", "steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await target.RoundsAsync(3, "down", "steady");

        await Eventually.Passes(async () =>
        {
            var read = Exposition.Read(await monitor.Api.TextAsync("metrics"));
            double Of(string name, string check) => read.Samples[$"{name}{{check={check},type=http}}"];
            Assert.Equal((0, 1), (Of("probe_success", "down"), Of("probe_success", "steady")));
            Assert.True(Of("monitor_check_consecutive_failures", "down") >= 3);
            Assert.Contains("monitor_check_uptime_ratio{check=steady,type=http}", read.Samples.Keys);
            Assert.Equal((0, 1), (Of("monitor_check_uptime_ratio", "down"), Of("monitor_check_uptime_ratio", "steady")));
            Assert.True(read.Samples["monitor_history_rows_written_total{otel_scope_name=Monitor.Engine}"] >= 6);
        });
        var engine = await EngineAsync(monitor);
        Assert.Equal((2, 0, 0), (engine.GetProperty("checks").GetInt32(), engine.GetProperty("checks_starved").GetInt32(), engine.GetProperty("checks_stalled").GetInt32()));
        Assert.True(engine.GetProperty("rounds_finished").GetInt32() >= 6);
        Assert.True(engine.GetProperty("database_bytes").GetInt64() > 0);
        Assert.True(engine.GetProperty("memory_bytes").GetInt64() > 0, engine.ToString());
        Assert.Empty(engine.GetProperty("problems").EnumerateArray());
        Assert.Equal("0.1.0", engine.GetProperty("version").GetString()?.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<JsonElement> EngineAsync(MonitorProcess monitor)
    {
        using var document = JsonDocument.Parse(await monitor.Api.TextAsync("api/engine"));
        return document.RootElement.Clone();
    }
}
