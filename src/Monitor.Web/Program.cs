using Monitor.Actors.Hosting;
using Monitor.Web.Api;
using Monitor.Web.CommandLine;
using Monitor.Web.Engine;
using Monitor.Web.Hosting;
using Monitor.Web.Metrics;
using Monitor.Web.Status;

const string StartEmpty = "--start-empty";

if (Verbs.AskedFor(args))
    return await Verbs.RunAsync(args, Terminal.Of(Directory.GetCurrentDirectory()));

// A flag without a value, which the configuration's reader would take the next argument for.
string[] settings = [.. args.Where(argument => argument != StartEmpty)];
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, WebRootPath = WebFront.PublishedRoot });
var urls = LoopbackOnly.Urls(builder.Configuration);
if ((LoopbackOnly.Refusal(urls) ?? FreePort.Refusal(urls)) is { } address)
    return Refuse(address);
builder.WebHost.UseUrls(urls);
builder.AddFrontDoor();
builder.Logging.AddPlainConsole();
builder.Services.AddMonitorEngine(new EngineOptions(Directory.GetCurrentDirectory(), args.Contains(StartEmpty))
{
    BoardPorts = [.. LoopbackOnly.Ports(urls)],
});
builder.Services.AddSingleton<CheckControls>();
builder.Services.AddSingleton<ChannelControls>();
builder.Services.AddSingleton<SilenceControls>();
builder.Services.AddSingleton<IReportDesk, ReportControls>();
builder.Services.AddSingleton<IConfigDesk, ConfigDesk>();
builder.Services.AddSingleton<IReplayDesk, ReplayDesk>();
builder.Services.AddSingleton<TellingControls>();
builder.Services.AddSingleton<ResendControls>();
builder.Services.AddSingleton<IIncidentDesk, IncidentDesk>();
builder.Services.AddMonitorApi();
builder.Services.AddStatusPage();
builder.AddBoard();
builder.AddMetrics();

var app = builder.Build();
if (await app.Services.GetRequiredService<EngineStart>().CheckAsync() is { Length: > 0 } refusals)
    return Refuse([.. refusals]);
app.RefuseWhileStopping();
app.UseSameOrigin();
app.MapMonitorApi();
app.MapMetrics();
app.MapStatusPage();
app.MapBoard();
await app.RunAsync();
return 0;

static int Refuse(params string[] why)
{
    foreach (var line in why)
        Console.Error.WriteLine(line);
    return EngineStart.RefusedExitCode;
}
