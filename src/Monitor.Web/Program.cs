using System.Net.Sockets;
using Monitor.Actors.Hosting;
using Monitor.Web.Api;
using Monitor.Web.Engine;
using Monitor.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
var urls = LoopbackOnly.Urls(builder.Configuration);
if (LoopbackOnly.Refusal(urls) is { } open)
    return Refuse(open);
builder.WebHost.UseUrls(urls);
builder.AddFrontDoor();
builder.Logging.AddPlainConsole();
builder.Services.AddMonitorEngine(new EngineOptions(Directory.GetCurrentDirectory(), args.Contains("--start-empty")));
builder.Services.AddSingleton<CheckControls>();
builder.Services.AddMonitorApi();
builder.AddBoard();

var app = builder.Build();
if (app.Services.GetRequiredService<EngineStart>().Check() is { Length: > 0 } refusals)
    return Refuse([.. refusals]);
app.RefuseWhileStopping();
app.UseSameOrigin();
app.MapMonitorApi();
app.MapBoard();
try
{
    app.Run();
    return 0;
}
catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
{
    return Refuse($"{string.Join(", ", urls)} is taken by another program; stop it, or choose another with --urls http://127.0.0.1:8502");
}

static int Refuse(params string[] why)
{
    foreach (var line in why)
        Console.Error.WriteLine(line);
    return EngineStart.RefusedExitCode;
}
