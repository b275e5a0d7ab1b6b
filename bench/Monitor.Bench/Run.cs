using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Monitor.Bench;

/// <summary>One run: a folder, a port and the processes that belong to it; nothing of them is left at its end.</summary>
public sealed class Run : IAsyncDisposable
{
    private readonly List<Process> _processes = [];
    private readonly string? _server;
    private readonly string? _database;
    private readonly CancellationTokenSource _limit;

    private Run(Workload work, string? server, string? database, CancellationTokenSource limit) =>
        (Work, _server, _database, _limit, Port) = (work, server, database, limit, FreePort());

    public Workload Work { get; }

    public int Port { get; }

    /// <summary>Ends by itself, whatever hangs.</summary>
    public CancellationToken Cancel => _limit.Token;

    public static async Task<Run> BeginAsync(Workload work, TimeSpan limit, CancellationToken cancel)
    {
        var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(limit);
        var folder = Directory.CreateTempSubdirectory("monitor-bench-").FullName;
        if (work.DatabaseUrl is not { } server)
            return new Run(work with { Folder = folder }, null, null, bounded);
        var database = $"monitor_bench_{Environment.ProcessId}";
        await ExecuteAsync(server, $"CREATE DATABASE {database}");
        return new Run(work with { Folder = folder, DatabaseUrl = $"{server.TrimEnd('/')}/{database}" }, server, database, bounded);
    }

    /// <summary>Starts the target and waits until it answers.</summary>
    public async Task StartTargetAsync()
    {
        Start("target", Work, redirect: false);
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/ok"), Cancel);
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(100, Cancel);
            }
        }
    }

    /// <summary>Runs a role to its end in a process of its own.</summary>
    public async Task<Figures> MeasureAsync(string role, Workload? work = null, params (string Name, string Value)[] environment)
    {
        using var process = Start(role, work ?? Work, redirect: true, environment);
        Figures? figures = null;
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
            figures = Figures.Parse(line) ?? figures;
        await process.WaitForExitAsync(Cancel);
        _processes.Remove(process);
        return figures ?? throw new InvalidOperationException($"{role} ended with exit code {process.ExitCode} and no figures");
    }

    public void Add(Process process) => _processes.Add(process);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        Directory.Delete(Work.Folder, recursive: true);
        if (_server is not null)
            await ExecuteAsync(_server, $"DROP DATABASE {_database} WITH (FORCE)");
        _limit.Dispose();
    }

    public Process Start(string role, Workload work, bool redirect, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = redirect }; // a process has a path
        foreach (var argument in (string[])["role", role, work.ToString(), Port.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!; // null only for documents
        _processes.Add(process);
        return process;
    }

    private static async Task ExecuteAsync(string server, string statement)
    {
        var address = new Uri(server);
        var login = address.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port < 0 ? 5432 : address.Port,
            Username = Uri.UnescapeDataString(login[0]),
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
            Database = "postgres",
            Pooling = false,
        };
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
