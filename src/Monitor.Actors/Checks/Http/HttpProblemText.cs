using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Says in plain words why there was no usable answer.</summary>
public static class HttpProblemText
{
    /// <summary>Null when the exception is not about the target.</summary>
    public static string? Of(Exception problem) => Of(problem, phases: null);

    /// <summary>As an observation: nothing is known about the target when the trouble is ours.</summary>
    public static Observation Observe(HttpProblemException problem) =>
        IsOurs(problem) ? ErrorDetails.NotObserved(problem.Message) : ErrorDetails.Error(problem.Message);

    /// <summary>True when the trouble, or the refusal, is on this machine, so nothing is known about the target.</summary>
    public static bool IsOurs(Exception problem) => problem switch
    {
        HttpProblemException { IsOurs: true } or DialException { Kind: ObservationKind.NotObserved } => true,
        HttpProblemException or HttpRequestException => problem.InnerException is { } inner && IsOurs(inner),
        SocketException e => SocketText.IsOurs(e),
        _ => false,
    };

    internal static string? Of(Exception problem, HttpPhases? phases) => problem switch
    {
        HttpProblemException or DialException => problem.Message,
        HttpRequestException { InnerException: (HttpProblemException or DialException) and { } inner } => inner.Message,
        HttpRequestException { InnerException: AuthenticationException e } => $"TLS: {TlsText.Of(e)}",
        HttpRequestException { InnerException: SocketException e } => SocketText.Of(e),
        HttpRequestException e => OfRequest(e, phases),
        HttpIOException e => OfBody(e),
        IOException { InnerException: SocketException e } => SocketText.Of(e),
        IOException e => TlsText.Late(e) ?? e.Message,
        _ => null,
    };

    private static string OfRequest(HttpRequestException e, HttpPhases? phases) =>
        phases?.NotHttp is { } heard ? $"not an HTTP response: \"{heard}\"" : e.HttpRequestError switch
        {
            HttpRequestError.InvalidResponse => "not an HTTP response",
            HttpRequestError.ResponseEnded => "connection closed before the response was complete",
            HttpRequestError.ConfigurationLimitExceeded => "response headers larger than 64 KiB",
            HttpRequestError.NameResolutionError => "host not found",
            _ => e.InnerException switch
            {
                HttpIOException inner => OfBody(inner),
                IOException { InnerException: SocketException inner } => SocketText.Of(inner),
                IOException inner => TlsText.Late(inner) ?? inner.Message,
                { } inner => inner.Message,
                null => e.Message,
            },
        };

    private static string OfBody(HttpIOException e) => e.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded => "connection closed before the response was complete",
        HttpRequestError.InvalidResponse => "not an HTTP response",
        HttpRequestError.ConfigurationLimitExceeded => "response headers larger than 64 KiB",
        _ => e.Message,
    };
}
