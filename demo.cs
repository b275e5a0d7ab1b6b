#!/usr/bin/env dotnet
#:property PublishAot=false
// Starts MockApp and the monitor side by side, until Ctrl+C: dotnet run demo.cs
// Other ports: MOCKAPP_PORT=8010 BOARD_PORT=8511 dotnet run demo.cs
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

const int misconfigured = 78;
var root = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Environment.CurrentDirectory;
var fromFile = KeysIn(Path.Combine(root, ".env"));
if (Environment.GetEnvironmentVariable("MOCKAPP_PORT") is { Length: > 0 })
    fromFile.Remove("MOCKAPP_BASE"); // the port asked for just now is the newer word
var colour = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

if (Ports.Read("MOCKAPP_PORT", 8000) is not { } mockPort || Ports.Read("BOARD_PORT", 8501) is not { } boardPort)
    return misconfigured;
var mock = $"http://127.0.0.1:{mockPort}";
var board = $"http://127.0.0.1:{boardPort}";
if (!Ports.IsFree(mockPort, "MockApp", "MOCKAPP_PORT") | !Ports.IsFree(boardPort, "The board", "BOARD_PORT"))
    return misconfigured;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

string[] projects = ["MockApp", "Monitor.Web"];
foreach (var project in projects)
    if (!await Build(project))
        return stop.IsCancellationRequested ? 0 : 1;

Directory.CreateDirectory(Path.Combine(root, "data"));
using var mockApp = Launch("mockapp", 36, "MockApp", mock, new() { ["BOARD_BASE"] = board });
using var monitor = Launch("monitor", 35, "Monitor.Web", board, new()
{
    ["MOCKAPP_BASE"] = mock,
    ["STATE_PATH"] = "data/state.json",
    ["RESULTS_PATH"] = "data/results.jsonl",
    // Built, not published: only Development finds the style sheets where the packages keep them.
    ["ASPNETCORE_ENVIRONMENT"] = "Development",
});

var died = Task.WhenAny(mockApp.Exited, monitor.Exited);
var ready = Task.WhenAll(Answers($"{mock}/health"), Answers($"{board}/healthz"));
var stopped = Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
if (await Task.WhenAny(ready, died, stopped) == ready && !stop.IsCancellationRequested)
    Welcome();

await Task.WhenAny(died, stopped);
// Ctrl+C reaches all three programs at once: give our own handler the time to hear it too.
await Task.WhenAny(stopped, Task.Delay(500));
var casualty = stop.IsCancellationRequested ? null : mockApp.Exited.IsCompleted ? mockApp : monitor;
if (casualty is not null)
    Console.Error.WriteLine($"{casualty.Name} stopped by itself with exit code {casualty.ExitCode}; stopping the other one. Its last lines are above.");
await stop.CancelAsync();
await Task.WhenAll(mockApp.Stop(), monitor.Stop());
Console.WriteLine("Both programs have stopped.");
return casualty is null ? 0 : 1;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

async Task<bool> Build(string project)
{
    Console.Write($"Building {project} … ");
    var watch = Stopwatch.StartNew();
    string[] quick = WasBuiltQuickly(project) ? ["-p:RunAnalyzers=false"] : [];
    string[] arguments = ["build", $"src/{project}", "-c", "Release", "-v", "quiet", "--nologo", "--disable-build-servers", .. quick];
    using var build = Process.Start(new ProcessStartInfo("dotnet", arguments)
    {
        WorkingDirectory = root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
    using var abandoned = stop.Token.Register(() => build.Kill(entireProcessTree: true));
    var output = build.StandardOutput.ReadToEndAsync();
    var errors = build.StandardError.ReadToEndAsync();
    await build.WaitForExitAsync();
    var (built, left) = (build.ExitCode == 0, stop.IsCancellationRequested);
    Console.WriteLine(left ? "stopped" : built ? $"done in {watch.Elapsed.TotalSeconds:0} s" : "failed:");
    if (!built && !left)
        Console.Error.WriteLine(await output + await errors);
    return built && !left;
}

// The analyzers take more than half of the first build, and have had their say on what was just cloned. Once somebody has built
// with them, they stay. The compiler leaves a file when it does without, newer than the program; of files that are not there the times are the same.
bool WasBuiltQuickly(string project) =>
    File.GetLastWriteTimeUtc(Path.Combine(root, $"src/{project}/obj/Release/net10.0/{project}.csproj.BuildWithSkipAnalyzers"))
    >= File.GetLastWriteTimeUtc(Path.Combine(root, Program(project)));

static string Program(string project) => $"src/{project}/bin/Release/net10.0/{project}.dll";

Child Launch(string name, int shade, string project, string url, Dictionary<string, string> defaults)
{
    var start = new ProcessStartInfo("dotnet", [Program(project), "--urls", url])
    {
        WorkingDirectory = root,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    foreach (var (key, value) in defaults)
        if (!fromFile.Contains(key) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(key)))
            start.Environment[key] = value;
    return new(name, colour ? $"\e[{shade}m{name} |\e[0m " : $"{name} | ", start);
}

async Task Answers(string url)
{
    using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
    while (!stop.IsCancellationRequested)
        try
        {
            using var answer = await http.GetAsync(url, stop.Token);
            return;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            await Task.Delay(200);
        }
}

void Welcome() => Console.WriteLine($"""

      The board      {board}
      Control panel  {mock}

      Try it: in the control panel switch API Down on and press Apply. Within 30 s api-availability
      turns red on the board, the alert is printed here, and the remedy resets MockApp by itself.
      Then press Run Job and watch job. Ctrl+C stops both programs.

    """);

static HashSet<string> KeysIn(string file) => !File.Exists(file) ? [] :
[
    .. File.ReadLines(file).Select(line => Regex.Match(line, @"^\s*(?:export\s+)?(?<key>\w+)\s*=")).Where(key => key.Success)
        .Select(key => key.Groups["key"].Value),
];
