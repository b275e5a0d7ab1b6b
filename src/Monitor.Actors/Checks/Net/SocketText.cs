using System.Net.Sockets;

namespace Monitor.Actors.Checks.Net;

/// <summary>Says in plain words what went wrong with a connection, and whose fault it is.</summary>
public static class SocketText
{
    public static string Of(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData => "host not found",
        SocketError.TryAgain => "DNS server failure",
        SocketError.ConnectionReset => "connection reset",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.TimedOut => "connection timed out",
        SocketError.TooManyOpenSockets => "out of file handles",
        _ => e.Message,
    };

    /// <summary>True when the trouble is on this machine, so nothing is known about the target.</summary>
    public static bool IsOurs(SocketException e) => e.SocketErrorCode is SocketError.TooManyOpenSockets
        or SocketError.NoBufferSpaceAvailable or SocketError.AddressNotAvailable or SocketError.NetworkDown;

    public static DialException Dial(SocketException e) =>
        new(IsOurs(e) ? ObservationKind.NotObserved : ObservationKind.Error, Of(e), e);
}
