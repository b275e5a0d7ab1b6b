using System.Net;
using System.Net.WebSockets;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Api;

/// <summary>What another site makes a browser send is refused (FAULTS S-40, S-41).</summary>
public sealed class ForeignSiteTests
{
    private const string Evil = "http://evil.example";

    [Fact]
    public async Task Writes_from_other_sites_are_refused_and_change_nothing()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["filed"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        var entry = $$"""{"name":"added","type":"http","url":"{{target.UrlOf("a")}}"}""";
        var host = new Uri(monitor.Url).Authority;

        Assert.Equal(403, await SendAsync(monitor, entry, ("Origin", Evil)));
        Assert.Equal(403, await SendAsync(monitor, entry, ("Origin", "null")));
        Assert.Equal(403, await SendAsync(monitor, entry, ("Origin", "http://127.0.0.1:1")));
        Assert.Equal(403, await SendAsync(monitor, entry, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(400, await SendAsync(monitor, entry, ("Origin", Evil), ("Host", "evil.example")));
        Assert.Equal(400, await SendAsync(monitor, entry, ("Host", "evil.example")));
        foreach (var type in (string[])["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"])
            Assert.Equal(403, await SendFormAsync(monitor, type));
        using (var run = await monitor.Api.SendAsync(HttpMethod.Post, "api/checks/filed/run", "", ("Origin", Evil)))
            Assert.Equal(HttpStatusCode.Forbidden, run.StatusCode);
        Assert.False(place.Has("checks.d/board.yaml"));
        Assert.Equal(["filed"], (await monitor.Api.ChecksAsync()).Select(check => check.Name));

        Assert.Equal(201, await SendAsync(monitor, entry, ("Origin", $"http://{host}"), ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public async Task A_socket_from_another_site_gets_no_circuit()
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n");
        await using var monitor = await MonitorProcess.StartAsync(place);
        var host = new Uri(monitor.Url).Authority;

        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(monitor, ("Origin", Evil)));
        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(monitor, ("Origin", "null")));
        Assert.Equal(HttpStatusCode.BadRequest, await ConnectAsync(monitor, ("Origin", Evil), ("Host", "evil.example")));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(monitor, ("Origin", $"http://{host}")));
    }

    [Fact]
    public async Task A_name_that_was_rebound_to_this_machine_reads_nothing()
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n");
        await using var monitor = await MonitorProcess.StartAsync(place);
        foreach (var path in (string[])["", "api/checks", "readyz"])
        {
            using var answer = await monitor.Api.SendAsync(HttpMethod.Get, path, null, ("Host", "evil.example"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            using var local = await monitor.Api.SendAsync(HttpMethod.Get, path, null, ("Host", "localhost:8501"));
            Assert.Equal(HttpStatusCode.OK, local.StatusCode);
        }
    }

    private static async Task<int> SendAsync(MonitorProcess monitor, string entry, params (string Key, string Value)[] headers)
    {
        using var answer = await monitor.Api.SendAsync(HttpMethod.Post, "api/checks", entry, headers);
        return (int)answer.StatusCode;
    }

    private static async Task<int> SendFormAsync(MonitorProcess monitor, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/checks", UriKind.Relative)) { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Add("Origin", Evil);
        using var answer = await monitor.Api.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static async Task<HttpStatusCode> ConnectAsync(MonitorProcess monitor, params (string Key, string Value)[] headers)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.Proxy = null;
        foreach (var (key, value) in headers)
            socket.Options.SetRequestHeader(key, value);
        try
        {
            await socket.ConnectAsync(new Uri($"{monitor.Url.Replace("http:", "ws:", StringComparison.Ordinal)}/_blazor"), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
