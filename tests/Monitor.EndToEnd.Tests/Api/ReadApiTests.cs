using System.Globalization;
using System.Text.Json;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Api;

/// <summary>Results, events, health, the OpenAPI document, and the files that the original's readers know.</summary>
public sealed class ReadApiTests
{
    [Fact]
    public async Task Results_and_events_can_be_limited_and_followed_and_nonsense_is_refused()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        target.Break("down");
        place.Write("checks.yaml", ChecksFile.Of(target, ["down", "steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        var api = monitor.Api;
        await Eventually.Passes(async () => Assert.True((await api.ResultsAsync("check=steady")).Count > 3));
        await Eventually.Passes(async () => Assert.True((await api.ResultsAsync("check=down")).Count > 3));

        var newest = await api.ResultsAsync("limit=2");
        Assert.Equal(2, newest.Count);
        Assert.True(newest[0].Ts >= newest[1].Ts);
        var all = await api.ResultsAsync("check=down");
        Assert.All(all, result => Assert.Equal(("down", "FAIL", 503), (result.Name, result.Status, result.Details.GetProperty("status_code").GetInt32())));
        var since = all[1].Ts;
        Assert.All(await api.ResultsAsync(string.Create(CultureInfo.InvariantCulture, $"since={since:0.000}")), result => Assert.True(result.Ts >= since));
        Assert.Empty(await api.ResultsAsync("since=2999-01-01T00:00:00Z"));

        await Eventually.Passes(async () =>
            Assert.Equal(["defined", "down", "alert", "alert-delivered"], (await api.EventsAsync("down")).Select(one => one.Kind)));
        Assert.Equal(["defined", "up"], (await api.EventsAsync("steady")).Select(one => one.Kind));
        var journal = await api.EventsAsync();
        Assert.Equal(journal.Select(one => one.Ordering).Order(), journal.Select(one => one.Ordering));

        string[] nonsense =
        [
            "results?limit=0", "results?limit=1001", "results?limit=x", "results?since=yesterday", "results?skip=-1", "results?check=%01",
            "events?limit=1001", "events?after=x",
        ];
        foreach (var query in nonsense)
            Assert.Equal((400, "application/problem+json"), await StatusAsync(api, query));
        Assert.Equal((404, "application/problem+json"), await StatusAsync(api, "no-such-thing"));
    }

    [Fact]
    public async Task Uptime_says_of_what_it_is_and_what_is_missing_across_a_kill()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        target.Break("down");
        place.Write("checks.yaml", ChecksFile.Of(target, ["down", "steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        await Eventually.Passes(async () => Assert.True((await monitor.Api.ResultsAsync("check=steady")).Count > 1));
        await monitor.KillAsync();
        HistoryFile.MoveBack(place, TimeSpan.FromHours(1)); // as if it had been off for an hour
        await monitor.StartAsync();
        await Eventually.Passes(async () => Assert.True(Rounds(await UptimeAsync(monitor.Api, "steady"), "ok") > 3));

        var steady = await UptimeAsync(monitor.Api, "steady");
        Assert.Equal(1, steady.GetProperty("share").GetDouble());
        var missing = steady.GetProperty("not_observed");
        Assert.True(missing.GetProperty("monitor_not_running_s").GetDouble() is > 3_500 and < 4_500);
        Assert.True(missing.GetProperty("before_first_result_s").GetDouble() > 80_000);
        Assert.Contains("monitor not running", steady.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await UptimeAsync(monitor.Api, "down")).GetProperty("share").GetDouble());
        Assert.Equal((404, "application/problem+json"), await StatusAsync(monitor.Api, "checks/nope/uptime"));
        foreach (var query in new[] { "since=soon", "until=x", "since=2999-01-01T00:00:00Z", "since=1900-01-01T00:00:00Z" })
            Assert.Equal((400, "application/problem+json"), await StatusAsync(monitor.Api, $"checks/steady/uptime?{query}"));
        Assert.Equal((404, "application/problem+json"), await StatusAsync(monitor.Api, "checks/nope/runs"));
        Assert.Equal((400, "application/problem+json"), await StatusAsync(monitor.Api, "checks/steady/runs?take=0"));
        Assert.Equal("""{"runs":[]}""", await monitor.Api.TextAsync("api/checks/steady/runs"));
    }

    [Fact]
    public async Task Health_readiness_and_the_openapi_document_answer()
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n");
        await using var monitor = await MonitorProcess.StartAsync(place);
        Assert.Equal("ok", await monitor.Api.TextAsync("healthz"));
        Assert.Equal("ready", await monitor.Api.TextAsync("readyz"));
        using var document = JsonDocument.Parse(await monitor.Api.TextAsync("openapi/v1.json"));
        var methods = document.RootElement.GetProperty("paths").EnumerateObject().Select(
            path => $"{path.Name} {string.Join(' ', path.Value.EnumerateObject().Select(method => method.Name).Order())}");
        Assert.Equal(
            [
                "/api/alerts get", "/api/alerts/resend post", "/api/channels get", "/api/channels/{name}/test post", "/api/checks get post", "/api/checks/{name} delete get put", "/api/checks/{name}/acknowledge delete post", "/api/checks/{name}/pause post", "/api/checks/{name}/remedies/{id}/approve post", "/api/checks/{name}/replay post", "/api/checks/{name}/resume post",
                "/api/checks/{name}/run post", "/api/checks/{name}/runs get", "/api/checks/{name}/uptime get", "/api/checks/{name}/why get", "/api/config get", "/api/config/versions get", "/api/config/versions/{number} get", "/api/config/versions/{number}/revert post", "/api/engine get", "/api/events get", "/api/events/export get", "/api/incidents get", "/api/incidents/{check}/{began} get", "/api/incidents/{check}/{began}/notes post", "/api/maintenance get post",
                "/api/maintenance/calendar get", "/api/maintenance/{id} delete", "/api/push/{token} get head post", "/api/push/{token}/{signal} get head post", "/api/remedies get", "/api/reports get", "/api/reports/sign-offs get", "/api/reports/{id} get", "/api/reports/{id}/sign-off post", "/api/reports/{name}/make post", "/api/results get", "/api/silences get post", "/api/silences/{id} delete", "/api/status get", "/api/tags post",
            ],
            methods.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task State_json_and_results_jsonl_have_the_fields_of_the_original()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        target.Break("down");
        place.Write("checks.yaml", ChecksFile.Of(target, ["down", "steady"]));
        place.Write(".env", "STATE_PATH=data/state.json\nRESULTS_PATH=data/results.jsonl\n");
        await using var monitor = await MonitorProcess.StartAsync(place);
        await Eventually.Passes(async () => Assert.NotNull((await monitor.Api.CheckAsync("down")).LastNotificationAt));
        await target.RoundsAsync(2, "down", "steady");
        await monitor.StopAsync();

        using var state = JsonDocument.Parse(place.Read("data/state.json"));
        Assert.Equal(["down", "steady"], state.RootElement.EnumerateObject().Select(check => check.Name));
        Assert.All(state.RootElement.EnumerateObject(), check => Assert.Equal(
            ["status", "first_failed_at", "last_changed_at", "consecutive_failures", "last_notification_at"],
            check.Value.EnumerateObject().Select(field => field.Name)));
        var down = state.RootElement.GetProperty("down");
        Assert.Equal("FAIL", down.GetProperty("status").GetString());
        Assert.True(down.GetProperty("consecutive_failures").GetInt32() >= 3);
        Assert.Equal(down.GetProperty("first_failed_at").GetDouble(), down.GetProperty("last_changed_at").GetDouble());
        var steady = state.RootElement.GetProperty("steady");
        Assert.Equal(
            ("OK", JsonValueKind.Null, 0, JsonValueKind.Null),
            (steady.GetProperty("status").GetString(), steady.GetProperty("first_failed_at").ValueKind,
                steady.GetProperty("consecutive_failures").GetInt32(), steady.GetProperty("last_notification_at").ValueKind));

        var lines = place.Read("data/results.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Equal(
            ["ts", "name", "status", "latency_ms", "details"],
            JsonDocument.Parse(line).RootElement.EnumerateObject().Select(field => field.Name)));
        Assert.Contains(lines, line => line.Contains("\"name\":\"down\",\"status\":\"FAIL\"", StringComparison.Ordinal)
            && line.EndsWith("\"details\":{\"status_code\":503,\"body\":\"{\\\"ok\\\":false}\"}}", StringComparison.Ordinal));
        var failures = lines.Count(line => line.Contains("\"down\"", StringComparison.Ordinal));
        Assert.InRange(down.GetProperty("consecutive_failures").GetInt32(), failures - 1, failures); // the last may come with the stop
    }

    private static async Task<JsonElement> UptimeAsync(MonitorApi api, string check) =>
        JsonDocument.Parse(await api.TextAsync($"api/checks/{check}/uptime")).RootElement;

    private static int Rounds(JsonElement uptime, string verdict) => uptime.GetProperty("rounds").GetProperty(verdict).GetInt32();

    private static async Task<(int Status, string? Type)> StatusAsync(MonitorApi api, string query)
    {
        using var answer = await api.SendAsync(HttpMethod.Get, $"api/{query}", null);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
    }
}
