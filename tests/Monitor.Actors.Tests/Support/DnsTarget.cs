using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Actors.Tests.Support;

/// <summary>A DNS server on 127.0.0.1, over UDP and TCP, that answers every question as the test scripts it.</summary>
public sealed class DnsTarget : IAsyncDisposable
{
    private const int HeaderLength = 12;

    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Question, Answer?> _answer;
    private readonly List<Question> _questions = [];
    private readonly Task _serving;

    /// <param name="answer">Null for silence.</param>
    public DnsTarget(Func<Question, Answer?> answer)
    {
        _answer = answer;
        (_tcp, Address) = Listen(_udp);
        _serving = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    /// <param name="Type">The number of the record type.</param>
    public sealed record Question(string Name, int Type, bool Tcp);

    /// <param name="Records">Types and contents.</param>
    public sealed record Answer(int Rcode, bool Truncated, params (int Type, byte[] Data)[] Records);

    public IPEndPoint Address { get; }

    public IReadOnlyList<Question> Questions
    {
        get
        {
            lock (_questions)
                return [.. _questions];
        }
    }

    public static DnsTarget Saying(params (int Type, byte[] Data)[] records) => new(_ => new Answer(0, false, records));

    public static DnsTarget Refusing(int rcode) => new(_ => new Answer(rcode, false));

    public static (int, byte[]) A(string address) => (1, IPAddress.Parse(address).GetAddressBytes());

    public static (int, byte[]) Aaaa(string address) => (28, IPAddress.Parse(address).GetAddressBytes());

    public static (int, byte[]) CName(string name) => (5, Name(name));

    public static (int, byte[]) Ns(string name) => (2, Name(name));

    public static (int, byte[]) Ptr(string name) => (12, Name(name));

    public static (int, byte[]) Mx(ushort preference, string name) => (15, [.. Short(preference), .. Name(name)]);

    public static (int, byte[]) Txt(params string[] texts) => (16, [.. texts.SelectMany(Text)]);

    public static (int, byte[]) Srv(ushort priority, ushort weight, ushort port, string name) =>
        (33, [.. Short(priority), .. Short(weight), .. Short(port), .. Name(name)]);

    public static (int, byte[]) Soa(string server, string mail, params uint[] numbers) =>
        (6, [.. Name(server), .. Name(mail), .. numbers.SelectMany(Long)]);

    public static (int, byte[]) Caa(byte flags, string tag, string value) => (257, [flags, .. Text(tag), .. Encoding.ASCII.GetBytes(value)]);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return; // already
        await _stop.CancelAsync();
        _udp.Dispose();
        _tcp.Stop();
        await _serving;
        _stop.Dispose();
    }

    /// <summary>The same port for both; somebody else may have it for one of them.</summary>
    private static (TcpListener Tcp, IPEndPoint Address) Listen(Socket udp)
    {
        while (true)
        {
            var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            var address = (IPEndPoint)tcp.LocalEndpoint;
            try
            {
                udp.Bind(address);
                return (tcp, address);
            }
            catch (SocketException)
            {
                tcp.Stop();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var heard = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (Reply(buffer.AsSpan(0, heard.ReceivedBytes), tcp: false) is { } reply)
                    await _udp.SendToAsync(reply, heard.RemoteEndPoint, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _tcp.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                while (true)
                {
                    var length = new byte[2];
                    await stream.ReadExactlyAsync(length, _stop.Token);
                    var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(query, _stop.Token);
                    if (Reply(query, tcp: true) is { } reply)
                        await stream.WriteAsync((byte[])[.. Short((ushort)reply.Length), .. reply], _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The other side has gone, or the test has ended.
        }
    }

    private byte[]? Reply(ReadOnlySpan<byte> query, bool tcp)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        for (; query[at] > 0; at += query[at] + 1)
            labels.Add(Encoding.ASCII.GetString(query.Slice(at + 1, query[at])));
        var question = new Question(string.Join('.', labels), BinaryPrimitives.ReadUInt16BigEndian(query[(at + 1)..]), tcp);
        lock (_questions)
            _questions.Add(question);
        if (_answer(question) is not { } answer)
            return null;
        var flags = (ushort)(0x8180 | (answer.Truncated ? 0x0200 : 0) | answer.Rcode);
        return
        [
            .. query[..2], .. Short(flags), .. Short(1), .. Short((ushort)answer.Records.Length), .. Short(0), .. Short(0),
            .. query[HeaderLength..(at + 5)],
            .. answer.Records.SelectMany(record => (byte[])
                [0xC0, HeaderLength, .. Short((ushort)record.Type), .. Short(1), .. Long(60), .. Short((ushort)record.Data.Length), .. record.Data]),
        ];
    }

    private static byte[] Name(string name) => [.. name.Split('.').SelectMany(Text), 0];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Short(ushort number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Long(uint number) => [.. Short((ushort)(number >> 16)), .. Short((ushort)number)];
}
