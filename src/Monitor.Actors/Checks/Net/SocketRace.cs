using System.Net;
using System.Net.Sockets;

namespace Monitor.Actors.Checks.Net;

/// <summary>Connects to whichever address of a host answers first, starting one after the other (RFC 8305).</summary>
internal static class SocketRace
{
    /// <summary>A dead address costs no more than this.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    private const int MaxAddresses = 16;

    public static async Task<Socket> ConnectAsync(IPEndPoint to, CancellationToken cancel)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="SocketException">None of them answered; the one that says most about the host.</exception>
    public static async Task<Socket> RunAsync(IPAddress[] addresses, int port, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = new List<Task<Socket>>();
        SocketException? worst = null;
        try
        {
            foreach (var address in Interleaved(addresses))
            {
                running.Add(ConnectAsync(new IPEndPoint(address, port), over.Token));
                if (await FirstAsync(running, Task.Delay(HeadStart, over.Token), e => worst = Telling(worst, e)) is { } early)
                    return early;
            }

            return await FirstAsync(running, null, e => worst = Telling(worst, e)) ?? throw worst!; // nobody is left, so somebody failed
        }
        finally
        {
            await over.CancelAsync();
            foreach (var loser in running)
                _ = CloseAsync(loser);
        }
    }

    /// <summary>The first that connected; null when all have failed, or <paramref name="enough"/> came first.</summary>
    private static async Task<Socket?> FirstAsync(List<Task<Socket>> running, Task? enough, Action<SocketException> failed)
    {
        while (running.Count > 0)
        {
            var done = enough is null ? await Task.WhenAny(running) : await Task.WhenAny([.. running, enough]);
            if (done is not Task<Socket> one)
                break;
            running.Remove(one);
            try
            {
                return await one;
            }
            catch (SocketException e)
            {
                failed(e);
            }
        }

        if (enough is { IsCanceled: true })
            await enough;
        return null;
    }

    private static async Task CloseAsync(Task<Socket> loser)
    {
        try
        {
            (await loser).Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // It lost.
        }
    }

    /// <summary>A refusal tells of the host; an address that this machine cannot reach does not.</summary>
    private static SocketException Telling(SocketException? one, SocketException other) =>
        one is null || SaysLittle(one) ? other : one;

    private static bool SaysLittle(SocketException e) => SocketText.IsOurs(e)
        || e.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.AddressFamilyNotSupported;

    private static IEnumerable<IPAddress> Interleaved(IPAddress[] addresses)
    {
        var first = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).ToArray();
        var second = addresses.Except(first).ToArray();
        for (var i = 0; i < Math.Min(MaxAddresses, Math.Max(first.Length, second.Length)); i++)
        {
            if (i < first.Length)
                yield return first[i];
            if (i < second.Length)
                yield return second[i];
        }
    }
}
