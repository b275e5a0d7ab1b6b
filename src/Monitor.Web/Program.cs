using Monitor.Actors.Hosting;
using Monitor.Web.Api;
using Monitor.Web.Engine;
using Monitor.Web.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = WebFront.PublishedRoot });
var urls = LoopbackOnly.Urls(builder.Configuration);
if ((LoopbackOnly.Refusal(urls) ?? FreePort.Refusal(urls)) is { } address)
    return Refuse(address);
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
app.UseSameOrigin();
app.MapMonitorApi();
app.MapBoard();
app.Run();
return 0;

static int Refuse(params string[] why)
{
    foreach (var line in why)
        Console.Error.WriteLine(line);
    return EngineStart.RefusedExitCode;
}
