using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>A program that a test started: its output is kept, and it never outlives the test, however that ends.</summary>
public sealed class ChildProgram : IAsyncDisposable
{
    // Waits for its input to end, which happens when the test's process dies.
    private const string Guard = "trap '' INT TERM HUP; read _; kill -KILL $0";

    private static readonly string[] OwnKeys =
    [
        "SMTP_", "MAIL_", "DB_URL", "STATE_PATH", "RESULTS_PATH", "MOCKAPP_", "BOARD_", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "PORT",
        "LAST_JOB_ID_PATH", "URLS", "AllowedHosts",
    ];

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;
    private readonly Process _guard;
    private readonly string _name;

    public ChildProgram(
        string name, string file, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        _name = name;
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var key in start.Environment.Keys.Where(key => OwnKeys.Any(own => key.StartsWith(own, StringComparison.OrdinalIgnoreCase))).ToList())
            start.Environment.Remove(key);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", Guard, _process.Id.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!; // started or thrown
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Eventually.Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token); // also until all output is read
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_name} does not end; it said:\n{Output}\n{Errors}");
        }

        return _process.ExitCode;
    }

    /// <summary>As kill -9 does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await ExitAsync();
    }

    public Task SignalAsync(string signal) => SignalAsync(signal, Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>To the whole process group that the program leads, as Ctrl+C in a terminal.</summary>
    public Task SignalGroupAsync(string signal) => SignalAsync(signal, $"-{Id.ToString(CultureInfo.InvariantCulture)}");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _guard.Kill();
        await _guard.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"--- {_name} ({Id}, exit code {_process.ExitCode})\n{Tail(Output)}\n{Tail(Errors)}");
        _guard.Dispose();
        _process.Dispose();
    }

    private static async Task SignalAsync(string signal, string target)
    {
        using var kill = Process.Start("kill", ["-s", signal, "--", target]);
        await kill.WaitForExitAsync();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private static string Tail(string text) => text.Length > 6_000 ? $"…{text[^6_000..]}" : text;
}
