using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Http;

/// <summary>What to ask for, and how.</summary>
/// <remarks>Nothing of it is for showing but <see cref="Url"/>, with its secrets masked.</remarks>
public sealed record HttpRequestSpec(Uri Url)
{
    public const int DefaultMaxBody = 1024 * 1024;

    public const int DefaultMaxRedirects = 5;

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Null sends none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Of the body, unless a header says otherwise.</summary>
    public string? ContentType { get; init; }

    public ImmutableArray<(string Name, Secret Value)> Headers { get; init; } = [];

    /// <summary>Added to the URL's own query; not shown.</summary>
    public Secret Query { get; init; }

    public OAuth2Options? OAuth2 { get; init; }

    /// <summary>How many redirects to follow; with none, a redirect is the answer.</summary>
    public int MaxRedirects { get; init; } = DefaultMaxRedirects;

    /// <summary>In bytes, after decompression.</summary>
    public int MaxBody { get; init; } = DefaultMaxBody;

    /// <summary>How long the first byte of the answer may take once there is a connection.</summary>
    public TimeSpan? FirstByteLimit { get; init; }

    public ConnectionOptions Connection { get; init; } = ConnectionOptions.Default;

    /// <summary>A bare GET, as most are.</summary>
    public bool IsBare { get; init; } = true;

    /// <summary>What is really asked for.</summary>
    public Uri FullUrl => field ??= Query.IsEmpty ? Url : new UriBuilder(Url) { Query = Joined(Url.Query, Query.Reveal()) }.Uri;

    /// <summary>What everybody should see about how it is asked for.</summary>
    public ImmutableArray<string> Badges => Connection.Tls.Verify ? [] : ["TLS not verified"];

    public override string ToString() => $"{Method} {DisplayUrl.Of(Url)}";

    private static string Joined(string own, string more) => own.Length > 1 ? $"{own}&{more}" : more;
}

/// <summary>Where a token for the client credentials grant of OAuth 2 comes from (RFC 6749, 4.4).</summary>
public sealed record OAuth2Options(Uri TokenUrl, string ClientId, Secret ClientSecret, string? Scope);
