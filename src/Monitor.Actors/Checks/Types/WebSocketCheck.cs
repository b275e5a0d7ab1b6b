using System.Collections.Immutable;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>What a websocket check opens, says, and expects to hear.</summary>
/// <param name="Waits">Whether one message is waited for.</param>
public sealed record WebSocketSpec(
    Uri Url, TlsSettings Tls, ImmutableArray<(string Name, Secret Value)> Headers, string? Subprotocol, string? Send, bool Waits, AssertionSet Expected)
{
    public IpFamily Family { get; init; }

    public IPEndPoint? Resolver { get; init; }

    public bool IsSecure => Url.Scheme == Uri.UriSchemeWss;
}

/// <summary>Passes when a WebSocket can be opened, and says what is expected.</summary>
public sealed class WebSocketCheck(WireRunner wires, TimeProvider time) : CheckType<WebSocketSpec>("websocket")
{
    private const int MaxMessage = 1024 * 1024;

    public override string Example => """
        { name: ticker, type: websocket, url: 'wss://shop.example/ticker', headers: { Origin: 'https://shop.example' },
          subprotocol: ticker.v1, send: '{"op":"ping"}', expect_jsonpath: [{ path: $.op, equals: pong }] }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. WebSocketKeys.Keys,
    ];

    public override bool MeasuresLatency => true;

    protected override WebSocketSpec Read(YamlSection keys) => WebSocketKeys.Read(keys);

    protected override string Target(WebSocketSpec spec) => DisplayUrl.Of(spec.Url);

    protected override string Host(WebSocketSpec spec) => spec.Url.Authority;

    protected override ImmutableArray<string> Badges(WebSocketSpec spec) => spec.IsSecure ? spec.Tls.Badges : [];

    protected override Task<Observation> ProbeAsync(WebSocketSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var peer = new HttpPeer("(no answer to the WebSocket handshake)");
        return WireRunner.ObserveAsync(peer.Phase, async () =>
        {
            var inspector = spec.IsSecure ? wires.Inspector(spec.Tls, spec.Url.IdnHost) : null;
            var target = new DialTarget(spec.Url.IdnHost, spec.Url.Port, context.Level, spec.Family, spec.Resolver);
            using var http = new HttpMessageInvoker(wires.Handler(target, inspector, peer, cancel));
            using var socket = Socket(spec);
            var start = time.GetTimestamp();
            await OpenAsync(spec, socket, http, inspector, cancel);
            var heard = await TalkAsync(spec, socket, peer.Phase, cancel);
            var took = time.GetElapsedTime(start);
            await CloseAsync(socket, cancel);
            return spec.Expected.Judge(new ProbeFacts
            {
                Connected = true,
                Ip = peer.Ip,
                Body = heard,
                ResponseTime = took,
                Certificate = inspector?.Certificate,
            }, context.Closely);
        });
    }

    private static ClientWebSocket Socket(WebSocketSpec spec)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        foreach (var (name, value) in spec.Headers)
            socket.Options.SetRequestHeader(name, value.Reveal());
        if (spec.Subprotocol is { } wanted)
            socket.Options.AddSubProtocol(wanted);
        return socket;
    }

    private static async Task OpenAsync(
        WebSocketSpec spec, ClientWebSocket socket, HttpMessageInvoker http, CertificateInspector? inspector, CancellationToken cancel)
    {
        try
        {
            await socket.ConnectAsync(spec.Url, http, cancel);
        }
        catch (WebSocketException e)
        {
            cancel.ThrowIfCancellationRequested();
            throw socket.HttpStatusCode is not 0 and not HttpStatusCode.SwitchingProtocols
                ? new ProbeEndedException(ObservationKind.Failed, $"HTTP {(int)socket.HttpStatusCode}, expected 101 (a WebSocket)", e)
                : new ProbeEndedException(HttpPeer.Explain(e, inspector), e);
        }

        if (spec.Subprotocol is { } wanted && socket.SubProtocol != wanted)
            throw new ProbeEndedException(ObservationKind.Failed, $"the server speaks no subprotocol, expected {wanted}");
    }

    private static async Task<byte[]> TalkAsync(WebSocketSpec spec, ClientWebSocket socket, Phase phase, CancellationToken cancel)
    {
        phase.Text = "(no WebSocket message)";
        try
        {
            if (spec.Send is { } text)
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancel);
            return spec.Waits ? await HearAsync(socket, cancel) : [];
        }
        catch (WebSocketException e)
        {
            cancel.ThrowIfCancellationRequested();
            throw new ProbeEndedException(ObservationKind.Error, "connection closed before a message came", e);
        }
    }

    private static async Task<byte[]> HearAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new ProbeEndedException(ObservationKind.Failed, $"expected a message, but the server closed the WebSocket ({Closing(socket)})");
            message.Write(buffer, 0, part.Count);
            if (message.Length > MaxMessage)
                throw new ProbeEndedException(ObservationKind.Failed, "message larger than 1 MiB");
            if (part.EndOfMessage)
                return message.ToArray();
        }
    }

    private static string Closing(ClientWebSocket socket) =>
        $"{(int?)socket.CloseStatus} {socket.CloseStatusDescription}".Trim();

    /// <summary>Says goodbye; whether it is returned says nothing about the target's health.</summary>
    private static async Task CloseAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        }
        catch (WebSocketException)
        {
            // It has gone first.
        }
    }
}
