using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Actors.Tests.Support;

/// <summary>A small real DNS server on 127.0.0.1, over UDP, for A and AAAA questions.</summary>
public sealed class DnsResponder : IAsyncDisposable
{
    private const int TypeAaaa = 28;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, bool, (int Code, IPAddress[] Addresses)?> _answer;
    private readonly Task _serving;
    private int _questions;

    /// <param name="answer">From the name, and whether an IPv6 address is wanted; null says nothing at all.</param>
    public DnsResponder(Func<string, bool, (int Code, IPAddress[] Addresses)?> answer)
    {
        _answer = answer;
        _serving = ServeAsync();
    }

    public IPEndPoint At => (IPEndPoint)_socket.Client.LocalEndPoint!; // it is bound

    public int Questions => Volatile.Read(ref _questions);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var asked = await _socket.ReceiveAsync(_stop.Token);
                Interlocked.Increment(ref _questions);
                if (Reply(asked.Buffer) is { } reply)
                    await _socket.SendAsync(reply, asked.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private byte[]? Reply(byte[] asked)
    {
        var (name, at) = (new StringBuilder(), 12);
        for (; asked[at] != 0; at += asked[at] + 1)
            name.Append(Encoding.ASCII.GetString(asked, at + 1, asked[at])).Append('.');
        var type = BinaryPrimitives.ReadUInt16BigEndian(asked.AsSpan(at + 1));
        var question = asked.AsSpan(12, at + 5 - 12);
        if (_answer(name.ToString().TrimEnd('.'), type == TypeAaaa) is not { } answer)
            return null;
        var reply = new List<byte> { asked[0], asked[1], 0x81, (byte)(0x80 | answer.Code), 0, 1, 0, (byte)answer.Addresses.Length, 0, 0, 0, 0 };
        reply.AddRange(question);
        foreach (var address in answer.Addresses)
        {
            var bytes = address.GetAddressBytes();
            reply.AddRange([0xC0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 0, 0, (byte)bytes.Length, .. bytes]);
        }

        return [.. reply];
    }
}
