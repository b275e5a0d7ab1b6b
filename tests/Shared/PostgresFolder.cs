using System.Diagnostics;

namespace Monitor.Tests.Shared;

/// <summary>The programs of the installed PostgreSQL, and a folder for what a server of theirs keeps.</summary>
/// <remarks>PostgreSQL refuses to run as root; run by root it runs as another user, to whom the folder then belongs.</remarks>
public sealed class PostgresFolder : IDisposable
{
    private const int OldestMajor = 15;

    private static readonly string? Programs = FindPrograms();
    private static readonly string? User = Environment.IsPrivilegedProcess ? FindUser() : null;

    private readonly string _folder = Directory.CreateTempSubdirectory("pg-").FullName;

    public string Data => Path.Combine(_folder, "data");

    public string Socket => _folder;

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder, "log");

    /// <summary>Without PostgreSQL a test is skipped, or fails where nothing may be skipped (CI=true).</summary>
    public static void Require()
    {
        if (Programs is not null)
            return;
        const string Why = "PostgreSQL 15 or newer is missing: apt-get install postgresql";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Why);
        Assert.Skip(Why);
    }

    /// <summary>Makes an empty server there, once.</summary>
    public async Task PrepareAsync(string admin)
    {
        if (Directory.Exists(Data))
            return;
        if (User is not null)
            await RunAsync(Process.Start("chown", [User, _folder]));
        // Its texts sort as people expect, not by code point, so that whoever relies on that is found out.
        await RunAsync(Start(
            "initdb", "-D", Data, "-U", admin, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en",
            "--auth-local=trust", "--auth-host=scram-sha-256"));
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), """

            listen_addresses = '127.0.0.1'
            max_connections = 200
            shared_buffers = 32MB
            fsync = off
            """);
    }

    /// <summary>Starts one of PostgreSQL's programs as somebody who may run it.</summary>
    public Process Start(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs!, program), .. arguments]; // required before
        if (User is not null)
            command = ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", .. command];
        // exec: the program has the shell's process id.
        return Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1", LogFile, .. command]) { WorkingDirectory = _folder })!; // started or thrown
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RunAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}:\n{Log}");
        }
    }

    /// <summary>Debian keeps each version in a folder of its own; the newest is taken.</summary>
    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        if (!Directory.Exists(Debian))
            return null;
        return Directory.EnumerateDirectories(Debian)
            .Select(folder => (Version: int.TryParse(Path.GetFileName(folder), out var major) ? major : 0, Programs: Path.Combine(folder, "bin")))
            .Where(found => found.Version >= OldestMajor && File.Exists(Path.Combine(found.Programs, "postgres")))
            .OrderByDescending(found => found.Version)
            .FirstOrDefault().Programs;
    }

    private static string FindUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
