using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Talk;

/// <summary>Reads the keys of a websocket check.</summary>
internal static class WebSocketKeys
{
    private const int MaxSend = 64 * 1024;
    private const int MaxSubprotocol = 100;
    private const string BodyCondition = "[BODY]";

    private static readonly Uri NoUrl = new("ws://invalid.invalid/");

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
            AssertionSet.Read(
                keys, AssertionKeys.Body | AssertionKeys.JsonPath | AssertionKeys.Latency | AssertionKeys.Conditions,
                FactKeys.Ip | FactKeys.CertificateExpiration));
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

    private static System.Collections.Immutable.ImmutableArray<(string Name, Secret Value)> HeadersOf(YamlSection? keys)
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
