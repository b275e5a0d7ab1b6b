using System.Net;
using System.Text;

namespace Monitor.Actors.Checks.Http;

/// <summary>Asks an HTTP proxy for a way through to a TLS target (RFC 9110, CONNECT).</summary>
internal static class ProxyTunnel
{
    private const int MaxAnswer = 8 * 1024;

    /// <exception cref="HttpProblemException">The proxy does not let us through.</exception>
    public static async Task<bool> OpenAsync(Stream stream, Uri proxy, DnsEndPoint to, CancellationToken cancel)
    {
        var host = to.Host.Contains(':', StringComparison.Ordinal) && to.Host[0] != '[' ? $"[{to.Host}]" : to.Host;
        var login = Login(proxy) is { } text ? $"Proxy-Authorization: {text}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {host}:{to.Port} HTTP/1.1\r\nHost: {host}:{to.Port}\r\n{login}\r\n"), cancel);
        var head = await HeadAsync(stream, cancel);
        var status = head.Split(' ', 3);
        if (status is not [['H', 'T', 'T', 'P', '/', ..], { Length: 3 } code, ..])
            throw new HttpProblemException("the proxy's answer is not HTTP");
        return code[0] == '2' ? true : throw new HttpProblemException($"the proxy answers HTTP {code}");
    }

    /// <summary>The value of Proxy-Authorization; null when the proxy's URL names no user.</summary>
    public static string? Login(Uri proxy) => proxy.UserInfo.Length == 0
        ? null
        : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(proxy.UserInfo)))}";

    /// <summary>Byte by byte: what follows the head belongs to the target.</summary>
    private static async Task<string> HeadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new byte[MaxAnswer];
        for (var length = 0; length < head.Length; length++)
        {
            if (await stream.ReadAsync(head.AsMemory(length, 1), cancel) == 0)
                throw new HttpProblemException("the proxy closed the connection");
            if (head.AsSpan(0, length + 1).EndsWith("\r\n\r\n"u8))
                return Encoding.Latin1.GetString(head, 0, length);
        }

        throw new HttpProblemException("the proxy's answer is not HTTP");
    }
}
