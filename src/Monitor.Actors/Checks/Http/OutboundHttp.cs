using System.Net.Sockets;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Checks.Http;

/// <summary>Requests that change or tell something elsewhere: a remedy, the start of a job, the heartbeat.</summary>
/// <remarks>Never follows a redirect, never uses a proxy, keeps no cookies.</remarks>
public static class OutboundHttp
{
    public static HttpMessageInvoker Invoker(Dialer dialer) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = async (context, cancel) =>
        {
            var target = new DialTarget(context.DnsEndPoint.Host, context.DnsEndPoint.Port, NetworkLevel.Outbound);
            return new NetworkStream(await dialer.ConnectAsync(target, cancel), ownsSocket: true);
        },
    });
}
