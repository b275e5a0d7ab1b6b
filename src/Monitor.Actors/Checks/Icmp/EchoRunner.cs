using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;

namespace Monitor.Actors.Checks.Icmp;

/// <summary>Sends ICMP echo requests, as an ordinary user where the system lets one.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class EchoRunner(Dialer dialer, TimeProvider time)
{
    public const string NotAllowed =
        "this process may not send pings: put its group into net.ipv4.ping_group_range, or give it the capability CAP_NET_RAW";

    /// <summary>How sockets are opened, which the system may refuse.</summary>
    internal Func<AddressFamily, SocketType, ProtocolType, Socket> NewSocket { get; init; } = (family, type, protocol) => new Socket(family, type, protocol);

    /// <summary>Sends the packets one after the other, each when the one before is answered or given up.</summary>
    /// <exception cref="DialException">Not a single one could be sent.</exception>
    public async Task<PingSeries> PingAsync(DialTarget target, PingPlan plan, Phase phase, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (address, opened) = Open(await dialer.ResolveAsync(target, cancel));
        using var socket = opened;
        var series = new PingSeries(address, 0, []);
        for (ushort sequence = 1; sequence <= plan.Count; sequence++)
        {
            phase.Text = $"({series.Answers.Length} of {sequence} packets answered)";
            var echo = new IcmpEcho(socket.AddressFamily == AddressFamily.InterNetworkV6, sequence, RandomNumberGenerator.GetBytes(plan.Size));
            series = series.With(await EchoAsync(socket, echo, plan, cancel));
        }

        return series;
    }

    /// <summary>The first address that there is a way to.</summary>
    private (IPAddress, Socket) Open(IPAddress[] addresses)
    {
        for (var i = 0; ; i++)
        {
            var socket = Socket(addresses[i].AddressFamily);
            try
            {
                socket.Connect(new IPEndPoint(addresses[i], 0)); // sends nothing
                return (addresses[i], socket);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch (SocketException e)
            {
                socket.Dispose();
                throw SocketText.Dial(e);
            }
        }
    }

    /// <summary>A datagram socket needs no privilege where the system is set up for it; a raw one does.</summary>
    private Socket Socket(AddressFamily family)
    {
        var protocol = family == AddressFamily.InterNetworkV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp;
        foreach (var type in new[] { SocketType.Dgram, SocketType.Raw })
        {
            try
            {
                return NewSocket(family, type, protocol);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied or SocketError.ProtocolNotSupported or SocketError.ProtocolType)
            {
                // Not like this.
            }
            catch (SocketException e)
            {
                throw SocketText.Dial(e);
            }
        }

        throw new DialException(ObservationKind.NotObserved, NotAllowed);
    }

    /// <summary>How long the answer took; null when none came in time.</summary>
    private async Task<TimeSpan?> EchoAsync(Socket socket, IcmpEcho echo, PingPlan plan, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(plan.Wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var buffer = new byte[4096];
        var start = time.GetTimestamp();
        try
        {
            await socket.SendAsync(echo.Request(), either.Token);
            while (!echo.IsReply(buffer.AsSpan(0, await socket.ReceiveAsync(buffer, either.Token))))
            {
                // Somebody else's, or an older one's.
            }

            return time.GetElapsedTime(start);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException e)
        {
            throw SocketText.Dial(e);
        }
    }
}
