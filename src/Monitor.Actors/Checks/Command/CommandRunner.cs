using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Monitor.Actors.Checks.Talk;

namespace Monitor.Actors.Checks.Command;

/// <summary>How a program ended, and the beginning of what it wrote.</summary>
public sealed record CommandEnd(int ExitCode, string Output, string Errors);

/// <summary>Runs a program for a probe or an alert: without a shell, without the monitor's environment, and not longer than it may.</summary>
public static class CommandRunner
{
    /// <summary>So much is kept of what a program writes; the rest is read and dropped.</summary>
    public const int MaxOutput = 8 * 1024;

    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Puts the program into a process group of its own, so that whatever it leaves behind can be found.</summary>
    private const string Grouper = "/usr/bin/setsid";

    private const string GrouperFailed = "setsid: failed to execute ";
    private const int KillSignal = 9;

    private static readonly bool CanGroup = OperatingSystem.IsLinux() && File.Exists(Grouper);

    /// <exception cref="ProbeEndedException">The program cannot be run, which says nothing about what it would have found.</exception>
    /// <param name="input">What the program can read; nothing when null.</param>
    public static async Task<CommandEnd> RunAsync(CommandSpec spec, Phase phase, CancellationToken cancel, string? input = null)
    {
        using var process = Start(spec);
        try
        {
            var feeding = FeedAsync(process.StandardInput, input, cancel);
            var output = HeadAsync(process.StandardOutput.BaseStream, cancel);
            var errors = HeadAsync(process.StandardError.BaseStream, cancel);
            await process.WaitForExitAsync(cancel);
            EndGroup(process.Id);
            await feeding;
            phase.Text = "after its end, with its output still held open by another program";
            var end = new CommandEnd(process.ExitCode, await output, await errors);
            return CanGroup && end.ExitCode is 126 or 127 && end.Errors.StartsWith(GrouperFailed, StringComparison.Ordinal)
                ? throw CannotRun(spec.Words[0], end.Errors.TrimEnd().Split(": ")[^1])
                : end;
        }
        catch
        {
            End(process);
            throw;
        }
    }

    private static Process Start(CommandSpec spec)
    {
        var path = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } own ? own : UsualPath;
        var program = Find(spec.Words[0], spec.Environment.GetValueOrDefault("PATH", path));
        var start = new ProcessStartInfo(CanGroup ? Grouper : program)
        {
            RedirectStandardInput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = spec.Folder ?? Path.GetTempPath(),
        };
        foreach (var word in CanGroup ? spec.Words.SetItem(0, program) : spec.Words.RemoveAt(0))
            start.ArgumentList.Add(word);
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LANG"] = Environment.GetEnvironmentVariable("LANG") ?? "C.UTF-8";
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!; // started or thrown
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw CannotRun(spec.Words[0], Directory.Exists(start.WorkingDirectory) ? e.Message : $"the folder {start.WorkingDirectory} does not exist");
        }
    }

    /// <summary>Looked for here, so that a program that is not there can be told from one that fails.</summary>
    private static string Find(string program, string path)
    {
        var places = Path.IsPathRooted(program) ? [program] : path.Split(':').Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, program));
        var found = places.Where(File.Exists).ToList();
        return found.Find(IsExecutable)
            ?? throw CannotRun(program, found.Count > 0 ? "it is not executable" : Path.IsPathRooted(program) ? "it does not exist" : "it is not on PATH");
    }

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private static ProbeEndedException CannotRun(string program, string why) =>
        new(ObservationKind.NotObserved, $"{program} cannot be run: {why}");

    private static async Task FeedAsync(StreamWriter program, string? input, CancellationToken cancel)
    {
        try
        {
            await using (program)
                await program.WriteAsync(input.AsMemory(), cancel);
        }
        catch (IOException)
        {
            // It did not want to read it.
        }
    }

    private static async Task<string> HeadAsync(Stream stream, CancellationToken cancel)
    {
        var (buffer, kept) = (new byte[MaxOutput], 0);
        var rest = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(kept < MaxOutput ? buffer.AsMemory(kept) : rest, cancel);
            if (read == 0)
                return Encoding.UTF8.GetString(buffer, 0, kept);
            kept += kept < MaxOutput ? read : 0;
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended, or is ending.
        }

        EndGroup(process.Id);
    }

    /// <summary>Children that have been left behind are nobody's children any more, but still of the group.</summary>
    private static void EndGroup(int group)
    {
        if (CanGroup)
            _ = Kill(-group, KillSignal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
