using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Http;

/// <summary>Reads how a request is made; pure.</summary>
internal static class HttpRequestReader
{
    private const int MaxBodyLimit = 10 * 1024 * 1024;
    private const int MostRedirects = 20;

    private static readonly TimeSpan ShortestPhase = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPhase = TimeSpan.FromMinutes(5);

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Url, "what is asked for: an absolute URL") { Required = true },
        new("method", KeyShape.Choice(Methods), "how to ask") { Absent = "`GET`; `POST` with a body" },
        new("body", KeyShape.Text, "a text to send; one of `body`, `json` and `form`"),
        new("json", KeyShape.Any, "sent as JSON") { Range = "any YAML" },
        new("form", KeyShape.Names(KeyShape.Text), "sent as a form") { Range = "a mapping" },
        new("headers", KeyShape.Names(KeyShape.Text), "`Host` may be set, and then is the name that a certificate must have") { Range = "a mapping: 50 of 4,096 characters of printable ASCII" },
        new("query", KeyShape.Names(KeyShape.Text), "added to the query of `url`; not part of the address that is shown") { Range = "a mapping" },
        new("auth", KeyShape.Section(HttpAuthReader.Keys), "how to log in: one of `basic`, `bearer` and `oauth2`"),
        new("redirects", KeyShape.Either(KeyShape.Whole(0, MostRedirects), KeyShape.Choice("none")), "how many to follow; with `none` or 0 the redirect is the answer") { Default = "5" },
        new("max_body", KeyShape.Either(KeyShape.Whole(1, MaxBodyLimit), KeyShape.Like("[0-9]+ *(KiB|MiB)?")), "a larger answer fails, counted after decompression") { Default = "1MiB", Range = "1 to `10MiB`" },
        new("connection", KeyShape.Choice("fresh", "reuse"), "`reuse` keeps the connection between rounds") { Default = "fresh" },
        new("timeouts", KeyShape.Section(
            Phase("dns", "looking up the host") with { Default = "5s", Absent = null }, Phase("connect", "connecting"), Phase("tls", "the TLS handshake"), Phase("first_byte", "waiting for the first byte")),
            "limits on single phases, besides `timeout` on all of them"),
        new("tls", KeyShape.Section(HttpTlsReader.Keys), "which certificates will do"),
        new("proxy", KeyShape.Url, "an HTTP proxy, with `user:password@` if it wants a login; proxies of the environment are not used") { Range = "`http://host:port`" },
        HostKeys.ResolverKey,
        HostKeys.FamilyKey,
    ];

    public static HttpRequestSpec Read(YamlSection keys)
    {
        var url = keys.Url("url");
        var (body, contentType) = BodyOf(keys);
        var method = keys.Choice("method", body is null ? "GET" : "POST", Methods);
        if (body is not null && method is "GET" or "HEAD")
            keys.Problem("method", $"{method} sends no body", "use POST, PUT or PATCH, or remove the body");
        var timeouts = keys.Section("timeouts");
        var auth = HttpAuthReader.Read(keys.Section("auth"));
        var headers = HttpHeaderReader.Read(keys.Section("headers"));
        if (auth.Authorization is not null && headers.Any(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
            keys.Problem("headers", "Authorization is set here and by auth", "keep one of the two");
        var spec = new HttpRequestSpec(url)
        {
            Method = HttpMethod.Parse(method),
            Body = body,
            ContentType = contentType,
            Headers = auth.Authorization is { } login ? headers.Add(("Authorization", login)) : headers,
            Query = QueryOf(keys.Section("query")),
            OAuth2 = auth.OAuth2,
            MaxRedirects = RedirectsOf(keys),
            MaxBody = MaxBodyOf(keys),
            FirstByteLimit = timeouts?.DurationOrNull("first_byte", ShortestPhase, LongestPhase),
            Connection = ConnectionOf(keys, timeouts, auth),
        };
        return spec with { IsBare = spec.Body is null && spec.Headers.IsEmpty && spec.Connection.Proxy is null };
    }

    private static ConfigKey Phase(string name, string what) =>
        new(name, KeyShape.Duration(ShortestPhase, LongestPhase), $"a limit on {what}") { Absent = "only `timeout`" };

    /// <summary>Why two checks with the same host are not the same.</summary>
    private static ConnectionOptions ConnectionOf(YamlSection keys, YamlSection? timeouts, HttpAuth auth)
    {
        var options = new ConnectionOptions
        {
            Reuse = keys.Choice("connection", "fresh", "fresh", "reuse") == "reuse",
            Tls = HttpTlsReader.Read(keys.Section("tls"), auth.Certificate),
            Proxy = ProxyOf(keys),
            Resolver = HostKeys.Resolver(keys),
            Family = HostKeys.Family(keys),
            DnsLimit = timeouts?.DurationOrNull("dns", ShortestPhase, LongestPhase),
            ConnectLimit = timeouts?.DurationOrNull("connect", ShortestPhase, LongestPhase),
            TlsLimit = timeouts?.DurationOrNull("tls", ShortestPhase, LongestPhase),
        };
        return options == ConnectionOptions.Default ? ConnectionOptions.Default
            : options == ConnectionOptions.Kept ? ConnectionOptions.Kept
            : options;
    }

    private static (byte[]? Body, string? ContentType) BodyOf(YamlSection keys)
    {
        var text = keys.TextOrNull("body");
        var json = keys.Json("json");
        var form = keys.Section("form");
        var given = new[] { ("body", text is not null), ("json", json is not null), ("form", form is not null) }.Where(one => one.Item2).ToList();
        if (given.Count > 1)
            keys.Problem(given[1].Item1, $"{given[0].Item1} is there too", "keep one of body, json and form");
        return text is not null ? (Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8")
            : json is { } value ? (Encoding.UTF8.GetBytes(value.GetRawText()), "application/json")
            : form is not null ? (Encoding.ASCII.GetBytes(Pairs(form)), "application/x-www-form-urlencoded")
            : (null, null);
    }

    private static Secret QueryOf(YamlSection? query) => query is null ? default : new Secret(Pairs(query));

    private static string Pairs(YamlSection keys) => string.Join(
        '&', keys.Keys.ToList().Select(key => $"{Uri.EscapeDataString(key)}={Uri.EscapeDataString(keys.TextOrNull(key) ?? "")}"));

    private static int RedirectsOf(YamlSection keys)
    {
        if (keys.TextOrNull("redirects") is not { } text)
            return HttpRequestSpec.DefaultMaxRedirects;
        if (text == "none")
            return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostRedirects)
            return number;
        keys.Problem("redirects", $"\"{text}\" is neither none nor a number", $"write none, or how many to follow, up to {MostRedirects}");
        return HttpRequestSpec.DefaultMaxRedirects;
    }

    private static int MaxBodyOf(YamlSection keys)
    {
        if (keys.TextOrNull("max_body") is not { } text)
            return HttpRequestSpec.DefaultMaxBody;
        if (Sizes.Parse(text) is { } size and >= 1 and <= MaxBodyLimit)
            return (int)size;
        keys.Problem("max_body", $"\"{text}\" is not a size from 1 to {Sizes.Text(MaxBodyLimit)}", "write it like 64KiB or 2MiB");
        return HttpRequestSpec.DefaultMaxBody;
    }

    private static Uri? ProxyOf(YamlSection keys)
    {
        var proxy = keys.UrlOrNull("proxy");
        if (proxy is null || (proxy.Scheme == Uri.UriSchemeHttp && proxy.PathAndQuery == "/"))
            return proxy;
        keys.Problem("proxy", "is not the address of an HTTP proxy", "write it like http://proxy.example:3128");
        return null;
    }

}
