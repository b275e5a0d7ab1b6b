using System.Diagnostics;
using System.Globalization;

/// <summary>A program this demo started, which never outlives it.</summary>
internal sealed class Child : IDisposable
{
    // Waits for its input to end, which happens when the demo lets go or dies, however it dies.
    private const string Guard =
        "trap '' INT TERM HUP; read _; kill -TERM $0; i=0; "
        + "while kill -0 $0 && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done; kill -KILL $0";

    private readonly Process _program;
    private readonly Process? _guard;

    public Child(string name, string prefix, ProcessStartInfo start)
    {
        Name = name;
        _program = Process.Start(start)!;
        _guard = OperatingSystem.IsWindows() ? null : Process.Start(
            new ProcessStartInfo("sh", ["-c", Guard, _program.Id.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            });
        _program.StandardInput.Close();
        var output = Copy(_program.StandardOutput, Console.Out, prefix);
        var errors = Copy(_program.StandardError, Console.Error, prefix);
        Exited = Task.WhenAll(output, errors, _program.WaitForExitAsync());
    }

    public string Name { get; }

    public Task Exited { get; }

    public int ExitCode => _program.ExitCode;

    public async Task Stop()
    {
        if (_guard is not null)
            _guard.StandardInput.Close();
        else if (!_program.HasExited)
            _program.Kill(entireProcessTree: true);
        await Exited;
    }

    public void Dispose()
    {
        _guard?.Dispose();
        _program.Dispose();
    }

    private static async Task Copy(StreamReader from, TextWriter to, string prefix)
    {
        while (await from.ReadLineAsync() is { } line)
            await to.WriteLineAsync(prefix + line);
    }
}
