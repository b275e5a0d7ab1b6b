using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Actors.Tests.Support;

/// <summary>A real web server on 127.0.0.1, with a certificate of the test's own if it has one.</summary>
public sealed class KestrelTarget : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelTarget(WebApplication app) => (_app, Port) = (app, new Uri(app.Urls.First()).Port);

    public int Port { get; }

    public static async Task<KestrelTarget> StartAsync(
        SslStreamCertificateContext? certificate = null,
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        SslProtocols tls = SslProtocols.None)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is not null)
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(ServerOptions(certificate, tls)) });
        }));
        builder.Services.AddRoutingCore();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        map?.Invoke(app);
        await app.StartAsync();
        return new KestrelTarget(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static SslServerAuthenticationOptions ServerOptions(SslStreamCertificateContext certificate, SslProtocols tls) => new()
    {
        ServerCertificateContext = certificate,
        EnabledSslProtocols = tls,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
    };
}
