using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MockApp;

const int misconfigured = 78;

// The content root is the program's own folder: the working directory belongs to the checker, which may keep settings there.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

var listen = ListenAddress.From(builder.Configuration);
if (listen.Refusal is { } refusal)
{
    Console.Error.WriteLine(refusal);
    return misconfigured;
}

builder.WebHost.UseUrls(listen.Urls);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024);
builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";

builder.Logging.ClearProviders().AddSimpleConsole(line => line.SingleLine = true)
    .AddFilter(null, LogLevel.Warning)
    // A failed start is told below in one sentence instead of a stack trace.
    .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

builder.Services.AddSingleton(TimeProvider.System).AddSingleton<LastJobFile>().AddSingleton<MockState>();
builder.Services.AddApiDescription();

var app = builder.Build();
_ = app.Services.GetRequiredService<MockState>(); // uptime counts from the start, not from the first request

app.UseFastApiErrors();
app.UseSameOriginOnly();
app.MapControlPanel();
app.MapProbes();
app.MapJobs();
app.MapAdmin();
app.MapApiDescription();

try
{
    await app.StartAsync();
}
catch (Exception failure) when (failure is IOException or SocketException)
{
    Console.Error.WriteLine(ListenAddress.Explain(listen.Urls, failure));
    return misconfigured;
}

if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is { } listening)
    Console.WriteLine($"MockApp is at {string.Join(" and ", listening.Addresses)}");
await app.WaitForShutdownAsync();
return 0;
