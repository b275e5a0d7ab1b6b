using System.Security.Authentication;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Tls;

namespace Monitor.Actors.Checks.Talk;

/// <summary>The other side of a probe that speaks something on top of HTTP.</summary>
/// <param name="waiting">What is waited for once there is a connection.</param>
public sealed class HttpPeer(string waiting)
{
    private const long ProtocolError = 1; // RFC 9113, section 7
    private const long Http11Required = 13;
    private const string NoProtocol = "alert no application protocol"; // what OpenSSL says when the server refuses HTTP/2 in the handshake
    private const string NoHandshake = "An HTTP/2 connection could not be established"; // .NET, when the first frame is none; it has no code for that

    public Phase Phase { get; } = new("while looking up the host");

    public string Waiting { get; } = waiting;

    /// <summary>The address that was connected to; null before that.</summary>
    public string? Ip { get; set; }

    /// <summary>Makes an observation of what a client library threw.</summary>
    public static Observation Explain(Exception why, CertificateInspector? inspector)
    {
        var all = Chain(why).ToList();
        if (all.OfType<DialException>().FirstOrDefault() is { } dial)
            return ErrorDetails.Of(dial);
        if (all.Exists(SpeaksOlderHttp))
            return ErrorDetails.Error("the target does not speak HTTP/2");
        if (inspector is not null && all.OfType<AuthenticationException>().FirstOrDefault() is { } handshake)
            return ErrorDetails.Error(inspector.Explain(handshake));
        return ErrorDetails.Error(all.Select(HttpProblemText.Of).OfType<string>().FirstOrDefault() ?? why.Message);
    }

    private static bool SpeaksOlderHttp(Exception e) =>
        e is HttpProtocolException { ErrorCode: Http11Required or ProtocolError }
            or HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError or HttpRequestError.HttpProtocolError }
        || e.Message.Contains(NoProtocol, StringComparison.Ordinal)
        || (e.InnerException is null or ObjectDisposedException && e.Message.StartsWith(NoHandshake, StringComparison.Ordinal));

    private static IEnumerable<Exception> Chain(Exception why)
    {
        for (var e = why; e is not null; e = e.InnerException)
            yield return e;
    }
}
