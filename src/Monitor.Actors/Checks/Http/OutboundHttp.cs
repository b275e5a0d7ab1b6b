using System.Net.Sockets;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Requests that change or tell something elsewhere: a remedy, the start of a job, the heartbeat.</summary>
/// <remarks>Never follows a redirect, never uses a proxy, keeps no cookies and, because the policy is asked at connecting, no connections.</remarks>
public static class OutboundHttp
{
    private static readonly HttpRequestOptionsKey<NetworkLevel> LevelKey = new("level");

    public static HttpMessageInvoker Invoker(Dialer dialer) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = async (context, cancel) =>
        {
            var level = context.InitialRequestMessage.Options.TryGetValue(LevelKey, out var asked) ? asked : NetworkLevel.Outbound;
            var target = new DialTarget(context.DnsEndPoint.Host, context.DnsEndPoint.Port, level);
            return new NetworkStream(await dialer.ConnectAsync(target, cancel), ownsSocket: true);
        },
    });

    /// <summary>A request on somebody's behalf.</summary>
    public static HttpRequestMessage Request(HttpMethod method, Uri url, NetworkLevel level)
    {
        var request = new HttpRequestMessage(method, url);
        request.Options.Set(LevelKey, level);
        return request;
    }
}
