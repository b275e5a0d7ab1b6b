using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Says in plain words why there was no usable answer.</summary>
public static class HttpProblemText
{
    /// <summary>Null when the exception is not about the target.</summary>
    public static string? Of(Exception problem) => problem switch
    {
        HttpProblemException e => e.Message,
        HttpRequestException { InnerException: AuthenticationException e } => $"TLS: {Innermost(e)}",
        HttpRequestException { InnerException: SocketException e } => SocketText.Of(e),
        HttpRequestException e => OfRequest(e),
        HttpIOException e => OfBody(e),
        IOException { InnerException: SocketException e } => SocketText.Of(e),
        IOException e => e.Message,
        InvalidDataException e => e.Message,
        _ => null,
    };

    /// <summary>True when the trouble is on this machine, so nothing is known about the target.</summary>
    public static bool IsOurs(Exception problem) =>
        problem is HttpProblemException { InnerException: { } inner } ? IsOurs(inner)
        : problem is HttpRequestException { InnerException: SocketException e } && SocketText.IsOurs(e);

    private static string OfRequest(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.InvalidResponse => "not an HTTP response",
        HttpRequestError.ResponseEnded => "connection closed before the response was complete",
        HttpRequestError.ConfigurationLimitExceeded => "response headers larger than 64 KiB",
        HttpRequestError.NameResolutionError => "host not found",
        _ => e.InnerException is HttpIOException inner ? OfBody(inner) : e.InnerException?.Message ?? e.Message,
    };

    private static string OfBody(HttpIOException e) => e.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded => "connection closed before the response was complete",
        HttpRequestError.InvalidResponse => "not an HTTP response",
        HttpRequestError.ConfigurationLimitExceeded => "response headers larger than 64 KiB",
        _ => e.Message,
    };

    private static string Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e.Message;
}
