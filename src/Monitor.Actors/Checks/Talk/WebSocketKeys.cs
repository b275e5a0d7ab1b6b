using System.Collections.Immutable;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Talk;

/// <summary>Reads the keys of a websocket check.</summary>
internal static class WebSocketKeys
{
    private const AssertionKeys Allowed = AssertionKeys.Body | AssertionKeys.JsonPath | AssertionKeys.Latency | AssertionKeys.Conditions;
    private const int MaxSend = 64 * 1024;
    private const int MaxSubprotocol = 100;
    private const string BodyCondition = "[BODY]";

    private static readonly Uri NoUrl = new("ws://invalid.invalid/");

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Like("[Ww][Ss][Ss]?://.+"), "where the WebSocket is opened: an absolute URL") { Required = true, Range = "ws, wss" },
        HostKeys.ResolverKey,
        HostKeys.FamilyKey,
        new("tls", TlsSettings.Shape, "[the keys of TLS](#the-keys-of-tls), for wss") { Range = "a mapping" },
        new("headers", KeyShape.Names(KeyShape.Text), "sent with the handshake; secrets as `\"{NAME}\"`") { Absent = "nothing", Range = "a mapping" },
        new("subprotocol", KeyShape.Text, "is offered, and the server must choose it"),
        new("send", KeyShape.Text, "a text message that is sent first") { Absent = "nothing", Range = "up to 64 KiB" },
        .. AssertionSet.KeysOf(Allowed),
    ];

    public static WebSocketSpec Read(YamlSection keys)
    {
        var url = UrlOf(keys);
        var tls = keys.Section("tls");
        if (tls is not null && url != NoUrl && url.Scheme != Uri.UriSchemeWss)
            keys.Problem("tls", "is set, but the URL has no TLS", "write wss:// or remove tls");
        var send = keys.TextOrNull("send");
        if (send?.Length > MaxSend)
            keys.Problem("send", "is too long", $"use at most {MaxSend} characters");
        var waits = keys.Has("send") || keys.Has("expect_body") || keys.Has("expect_jsonpath") || AsksForBody(keys);
        return new WebSocketSpec(
            url, tls is null ? TlsSettings.Default : TlsSettings.Read(tls), HeadersOf(keys.Section("headers")), SubprotocolOf(keys), send, waits,
            AssertionSet.Read(keys, Allowed, FactKeys.Ip | FactKeys.CertificateExpiration))
        {
            Family = HostKeys.Family(keys),
            Resolver = HostKeys.Resolver(keys),
        };
    }

    private static bool AsksForBody(YamlSection keys) =>
        keys.Json("conditions") is { } conditions && conditions.ToString().Contains(BodyCondition, StringComparison.Ordinal);

    private static Uri UrlOf(YamlSection keys)
    {
        var text = keys.Text("url");
        if (text.Trim().Length == 0)
            return NoUrl;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" && url.Host.Length > 0)
            return url;
        keys.Problem("url", "is not an absolute ws or wss URL", "write it like wss://shop.example/path");
        return NoUrl;
    }

    private static ImmutableArray<(string Name, Secret Value)> HeadersOf(YamlSection? keys)
    {
        var headers = HttpHeaderReader.Read(keys);
        foreach (var (name, _) in headers.Where(header => header.Name.StartsWith("Sec-WebSocket", StringComparison.OrdinalIgnoreCase)))
            keys!.Problem(name, "is decided by the handshake itself", "remove it; there is subprotocol"); // there are keys, so there is a section
        return headers;
    }

    private static string? SubprotocolOf(YamlSection keys)
    {
        if (keys.TextOrNull("subprotocol") is not { } text)
            return null;
        if (text.Length is > 0 and <= MaxSubprotocol && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter)))
            return text;
        keys.Problem("subprotocol", "is not the name of a subprotocol", "use letters, digits, dots and dashes");
        return null;
    }
}
