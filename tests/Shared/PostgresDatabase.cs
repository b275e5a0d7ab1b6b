using Npgsql;

namespace Monitor.Tests.Shared;

/// <summary>A database of a test's own; gone after the test.</summary>
public sealed class PostgresDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    /// <summary>Has what a URL must encode.</summary>
    public const string Password = "s3cr&t/p@ss?#%";

    /// <summary>Of the database and of its owner.</summary>
    public string Name => name;

    public string Url => UrlAt(server.Address);

    /// <param name="address">Where to connect instead of to the server itself.</param>
    /// <param name="database">Another database of the same server.</param>
    public string UrlAt(string address, string? database = null) =>
        $"postgresql://{name}:{Uri.EscapeDataString(Password)}@{address}/{database ?? name}";

    /// <summary>Does something behind the monitor's back.</summary>
    public Task<object?> ExecuteAsync(string sql) => server.ExecuteAsync(sql, name);

    /// <summary>A connection of the owner's, not pooled.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var (host, port) = (server.Address.Split(':')[0], server.Address.Split(':')[1]);
        var connection = new NpgsqlConnection($"Host={host};Port={port};Username={name};Database={name};Password='{Password}';Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await server.EnsureStartedAsync();
        await server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
        await server.ExecuteAsync($"DROP ROLE {name}");
    }
}
