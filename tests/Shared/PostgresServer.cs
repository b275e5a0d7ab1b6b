using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Monitor.Tests.Shared;

/// <summary>A PostgreSQL server of the tests' own, on this machine only: started when first needed, gone afterwards.</summary>
/// <remarks>It can go away and come back at the same port; whoever does that uses one of their own.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Admin = "admin";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _starting = new(1);
    private readonly PostgresFolder _folder = new();
    private readonly int _port = FreePort();
    private Process? _server;
    private Process? _guard;
    private int _databases;

    /// <summary>Where the server listens on this machine.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>The folder of the server's socket.</summary>
    public string Socket => _folder.Socket;

    /// <summary>A new, empty database with an owner of its own.</summary>
    public async Task<PostgresDatabase> NewDatabaseAsync()
    {
        await EnsureStartedAsync();
        var database = new PostgresDatabase(this, string.Create(CultureInfo.InvariantCulture, $"monitor_{Interlocked.Increment(ref _databases)}"));
        await ExecuteAsync($"CREATE ROLE {database.Name} LOGIN PASSWORD '{PostgresDatabase.Password}'");
        await ExecuteAsync($"CREATE DATABASE {database.Name} OWNER {database.Name}");
        return database;
    }

    /// <summary>As the server's administrator, who never needs a password at the socket.</summary>
    public async Task<object?> ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(
            $"Host={Socket};Port={_port.ToString(CultureInfo.InvariantCulture)};Username={Admin};Database={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async Task EnsureStartedAsync()
    {
        PostgresFolder.Require();
        await _starting.WaitAsync();
        try
        {
            await _folder.PrepareAsync(Admin);
            if (_server is null)
                await StartAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    public async Task StartAsync()
    {
        _server = _folder.Start("postgres", "-D", _folder.Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", Socket);
        // Waits for its input to end, which happens when the tests' process dies.
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", "trap '' INT TERM HUP; read _; kill -s QUIT $0", _server.Id.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!; // started or thrown
        var watch = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            Assert.False(_server.HasExited, $"PostgreSQL did not start:\n{_folder.Log}");
            Assert.True(watch.Elapsed < Patience, $"PostgreSQL does not answer:\n{_folder.Log}");
            await Task.Delay(50);
        }
    }

    /// <param name="signal">INT: as an administrator stops it. QUIT: as if it had crashed.</param>
    public async Task StopAsync(string signal = "INT")
    {
        if (_server is null)
            return;
        using (var kill = Process.Start("kill", ["-s", signal, "--", _server.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Patience);
        await _server.WaitForExitAsync(limit.Token);
        _guard?.Kill();
        _guard?.Dispose();
        _server.Dispose();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
        _starting.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException)
        {
            return false;
        }
    }

    /// <summary>Below the range that outgoing connections use, so that the server can come back to it.</summary>
    private static int FreePort()
    {
        while (true)
        {
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, Random.Shared.Next(16_000, 20_000));
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
