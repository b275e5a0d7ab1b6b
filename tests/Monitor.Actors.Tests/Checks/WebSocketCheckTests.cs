using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What the websocket check says of a real server's WebSockets.</summary>
public sealed class WebSocketCheckTests : IDisposable
{
    private readonly ProbeBench _bench = new();
    private readonly WebSocketCheck _type;

    public WebSocketCheckTests() => _type = new WebSocketCheck(_bench.Wires, TimeProvider.System);

    public void Dispose() => _bench.Dispose();

    private async Task<Observation> Probe(KestrelTarget target, string keys = "send: hello, expect_body: { matches: '^hello$' }", Task? endsAt = null, string scheme = "ws")
    {
        await using (target)
            return await _bench.Probe(_type, $"url: '{scheme}://127.0.0.1:{target.Port}/talk', {keys}", endsAt);
    }

    private static Task<KestrelTarget> Server(Func<WebSocket, Task> talk, string? subprotocol = null, TestAuthority? authority = null, Func<HttpRequest, bool>? admits = null) =>
        KestrelTarget.StartAsync(authority?.Issue(), app =>
        {
            app.UseWebSockets();
            app.Run(async context =>
            {
                if (!context.WebSockets.IsWebSocketRequest || admits?.Invoke(context.Request) == false)
                {
                    context.Response.StatusCode = 403;
                    return;
                }

                using var socket = await context.WebSockets.AcceptWebSocketAsync(subprotocol);
                await talk(socket);
            });
        });

    private static Task<KestrelTarget> Echo(string? subprotocol = null, TestAuthority? authority = null, Func<HttpRequest, bool>? admits = null) =>
        Server(async socket => await Say(socket, await Hear(socket)), subprotocol, authority, admits);

    private static Task Say(WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> Hear(WebSocket socket)
    {
        var buffer = new byte[4096];
        var heard = await socket.ReceiveAsync(buffer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, heard.Count);
    }

    [Fact]
    public async Task A_dns_server_of_choice_is_asked_for_addresses_of_the_family()
    {
        await using var target = await Echo();
        await using var dns = new DnsResponder((name, six) => name == "shop.test" && !six ? (0, [IPAddress.Loopback]) : (0, []));
        var keys = $"url: 'ws://shop.test:{target.Port}/talk', send: hello, expect_body: hello, resolver: '{dns.At}', ip_family: v4";
        ProbeBench.Is(ObservationKind.Passed, null, await _bench.Probe(_type, keys));
        Assert.Equal(1, dns.Questions);
        ProbeBench.Is(ObservationKind.Error, "host not found", await _bench.Probe(_type, keys.Replace("v4", "v6", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_says_what_is_expected_passes() => ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Echo()));

    [Fact]
    public async Task A_server_that_says_something_else_fails()
    {
        var seen = await Probe(await Server(socket => Say(socket, "goodbye")));
        Assert.Equal(ObservationKind.Failed, seen.Kind);
        Assert.Contains("goodbye", seen.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_can_be_json() => ProbeBench.Is(
        ObservationKind.Passed, null,
        await Probe(await Server(socket => Say(socket, """{"op":"pong","n":3}""")), "expect_jsonpath: [{ path: $.op, equals: pong }, { path: $.n, gt: 2 }]"));

    [Fact]
    public async Task Without_anything_expected_opening_it_is_enough() =>
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Server(socket => Hear(socket)), "expect_latency_ms: { lt: 30000 }"));

    [Fact]
    public async Task It_is_closed_properly()
    {
        var closed = new TaskCompletionSource<WebSocketCloseStatus?>();
        await using var server = await Server(async socket =>
        {
            await Hear(socket);
            closed.SetResult(socket.CloseStatus);
        });
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(server, "conditions: ['[CONNECTED] == true']"));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Headers_are_sent()
    {
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Echo(admits: OfShop), "headers: { Origin: 'https://shop.example' }, send: a"));
        ProbeBench.Is(ObservationKind.Failed, "HTTP 403, expected 101 (a WebSocket)", await Probe(await Echo(admits: OfShop), "send: a"));
        static bool OfShop(HttpRequest request) => request.Headers.Origin == "https://shop.example";
    }

    [Fact]
    public async Task The_subprotocol_must_be_spoken()
    {
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Echo("ticker.v1"), "subprotocol: ticker.v1, send: a"));
        ProbeBench.Is(ObservationKind.Failed, "the server speaks no subprotocol, expected ticker.v1", await Probe(await Echo(), "subprotocol: ticker.v1, send: a"));
    }

    [Fact]
    public async Task Tls_is_spoken_and_the_certificate_looked_at()
    {
        using var folder = new TempFolder();
        var authority = new TestAuthority();
        var trusted = $"send: a, tls: {{ ca_file: '{folder.Write("ca.pem", authority.Pem)}' }}";
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Echo(authority: authority), trusted, scheme: "wss"));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Echo(authority: authority), "send: a, tls: { verify: false }", scheme: "wss"));
        ProbeBench.Is(ObservationKind.Error, "TLS: certificate is issued by an unknown authority, Test Issuer", await Probe(await Echo(authority: authority), "send: a", scheme: "wss"));
    }

    [Fact]
    public async Task A_server_that_hangs_up_instead_of_answering_fails() =>
        ProbeBench.Is(
            ObservationKind.Failed, "expected a message, but the server closed the WebSocket (1011 broken)",
            await Probe(await Server(socket => socket.CloseOutputAsync(WebSocketCloseStatus.InternalServerError, "broken", CancellationToken.None))));

    [Fact]
    public async Task A_message_without_end_is_cut_off()
    {
        var server = await Server(async socket =>
        {
            while (socket.State == WebSocketState.Open)
                await socket.SendAsync(new byte[64 * 1024], WebSocketMessageType.Binary, endOfMessage: false, CancellationToken.None);
        });
        ProbeBench.Is(ObservationKind.Failed, "message larger than 1 MiB", await Probe(server));
    }

    [Fact]
    public async Task A_server_that_stays_silent_times_out()
    {
        var heard = new TaskCompletionSource();
        var server = await Server(async socket =>
        {
            await Hear(socket);
            heard.SetResult();
            await Hear(socket);
        });
        ProbeBench.Is(ObservationKind.Error, "timeout after 5.0 s (no WebSocket message)", await Probe(server, endsAt: heard.Task));
    }

    [Fact]
    public async Task A_handshake_without_an_answer_times_out()
    {
        await using var target = TalkingTarget.Silent();
        ProbeBench.Is(
            ObservationKind.Error, "timeout after 5.0 s (no answer to the WebSocket handshake)",
            await _bench.Probe(_type, $"url: 'ws://127.0.0.1:{target.Port}/'", target.Heard));
    }

    [Fact]
    public async Task A_server_that_is_not_there_refuses()
    {
        var server = await Echo();
        await server.DisposeAsync();
        ProbeBench.Is(ObservationKind.Error, "connection refused", await _bench.Probe(_type, $"url: 'ws://127.0.0.1:{server.Port}/'"));
    }

    [Fact]
    public async Task A_web_server_without_websockets_fails() =>
        ProbeBench.Is(ObservationKind.Failed, "HTTP 404, expected 101 (a WebSocket)", await Probe(await KestrelTarget.StartAsync()));

    [Fact]
    public async Task The_network_policy_is_asked()
    {
        using var bench = new ProbeBench(NetworkRules.Default with { Board = BoardReach.PublicOnly });
        await using var server = await Echo();
        var seen = await bench.Probe(new WebSocketCheck(bench.Wires, TimeProvider.System), $"url: 'ws://127.0.0.1:{server.Port}/'", level: NetworkLevel.Board);
        ProbeBench.Is(ObservationKind.NotObserved, "blocked by network policy: 127.0.0.1 is loopback", seen);
    }

    [Theory]
    [InlineData("url: 'http://a/'", "url: is not an absolute ws or wss URL")]
    [InlineData("url: 'ws://a/', tls: { verify: false }", "tls: is set, but the URL has no TLS")]
    [InlineData("url: 'ws://a/', subprotocol: 'a b'", "subprotocol: is not the name of a subprotocol")]
    [InlineData("url: 'ws://a/', headers: { Sec-WebSocket-Version: 8 }", "headers.Sec-WebSocket-Version: is decided by the handshake itself")]
    public void Mistakes_are_told(string keys, string fault) => Assert.Equal([fault], ProbeBench.Faults(_type, keys));
}
