using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Systems.Support;

/// <summary>A server of the tests' own, on this machine only: started when first needed, gone afterwards.</summary>
/// <param name="package">What Debian calls it.</param>
/// <param name="needs">The programs it is made of.</param>
public abstract class TestServer(string package, params string[] needs) : IAsyncDisposable
{
    public const string Username = "ops";

    /// <summary>Has what a connection string must quote.</summary>
    public const string Password = "c0rrect; 'horse=";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim _starting = new(1);
    private readonly List<(Process Program, Process Guard)> _running = [];
    private TempFolder? _folder;

    public int Port { get; } = FreePort();

    /// <summary>What a check of this server needs to know.</summary>
    public string Keys => $"host: 127.0.0.1, port: {Port}, username: {Username}, password: '{{PASSWORD}}'";

    /// <summary>Whom to trust to trust a server that speaks TLS.</summary>
    public string CaFile => Folder["server.crt"];

    protected TempFolder Folder => _folder ??= new TempFolder();

    /// <summary>What the server says when it is ready.</summary>
    protected abstract string Ready { get; }

    private string Log => File.Exists(Folder["log"]) ? File.ReadAllText(Folder["log"]) : "";

    /// <summary>Without the server a test is skipped, or fails where nothing may be skipped (CI=true).</summary>
    public async Task EnsureStartedAsync()
    {
        Requires.Package(package, needs);
        await _starting.WaitAsync();
        try
        {
            if (_running.Count > 0)
                return;
            await StartAsync();
            var watch = Stopwatch.StartNew();
            while (!Log.Contains(Ready, StringComparison.Ordinal))
            {
                Assert.False(_running[^1].Program.HasExited, $"{package} did not start:\n{Log}");
                Assert.True(watch.Elapsed < Patience, $"{package} does not get ready:\n{Log}");
                await Task.Delay(50);
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (program, guard) in Enumerable.Reverse(_running))
        {
            program.Kill();
            await program.WaitForExitAsync();
            guard.Kill();
            program.Dispose();
            guard.Dispose();
        }

        _folder?.Dispose();
        _starting.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task StartAsync();

    /// <summary>Runs until the tests end, however they end.</summary>
    protected void Run(IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" </dev/null >>\"$0\" 2>&1", Folder["log"], program, .. arguments]) { WorkingDirectory = Folder.Path };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!; // started or thrown
        // Waits for its input to end, which happens when the tests' process dies.
        var guard = Process.Start(new ProcessStartInfo("sh", ["-c", "trap '' INT TERM HUP; read _; kill -s KILL $0", process.Id.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!; // started or thrown
        _running.Add((process, guard));
    }

    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Below the range that outgoing connections use.</summary>
    protected static int FreePort()
    {
        while (true)
        {
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 30_000));
                probe.Start();
                return ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody is there.
            }
        }
    }
}
