using System.Net;
using Monitor.Actors.Config;
using Npgsql;

namespace Monitor.Actors.Hosting;

/// <summary>Where a PostgreSQL database is and how to log in there; prints without the password.</summary>
public sealed class PostgresAddress
{
    public const string DefaultApplicationName = "monitor";

    private const string Wanted = "postgresql://user:password@host:5432/database";

    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    public string Database => _settings.Database ?? ""; // always given

    public string? User => _settings.Username;

    public string Server => _settings.Host is ['/', ..] folder ? folder : $"{_settings.Host}:{_settings.Port}";

    /// <summary>The server's port when it is on this machine.</summary>
    public int? LocalPort => _settings.Host is { } host && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
        ? _settings.Port
        : null;

    public static bool IsMeant(string url) => Schemes.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <returns>The address, or a problem in which nothing of the URL but names of options is repeated.</returns>
    public static (PostgresAddress? Address, string? Problem) Read(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parts) || parts.Fragment.Length > 0 || parts.Query.Contains('@'))
            return (null, $"DB_URL: expected {Wanted}, with special characters in user and password percent-encoded (@ is %40, # is %23, / is %2F)");
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = parts.IdnHost,
            Port = parts.Port > 0 ? parts.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(parts.AbsolutePath.TrimStart('/')),
            ApplicationName = DefaultApplicationName,
            Timeout = 5,
        };
        Login(parts.UserInfo, settings);
        var problem = PostgresOptions.Apply(parts.Query, settings)
            ?? (settings.Host is { Length: > 0 } ? null : "DB_URL: names no host; for a socket add ?host=/run/postgresql")
            ?? (settings.Database is { Length: > 0 } ? null : $"DB_URL: names no database; expected {Wanted}");
        return problem is null ? (new PostgresAddress(settings), null) : (null, problem);
    }

    /// <param name="pool">Connections at most; 0 for one that is not pooled.</param>
    /// <param name="role">Shown by the server behind the application's name; each role has a pool of its own.</param>
    public Secret Connection(int pool, string? role = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Pooling = pool > 0 };
        if (pool > 0)
            settings.MaxPoolSize = pool;
        if (role is not null)
            settings.ApplicationName = $"{_settings.ApplicationName} {role}";
        return new Secret(settings.ConnectionString);
    }

    public override string ToString() => $"database \"{Database}\" at {Server}";

    private static void Login(string userInfo, NpgsqlConnectionStringBuilder settings)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]);
        if (user.Length > 0)
            settings.Username = user;
        if (colon >= 0)
            settings.Password = Uri.UnescapeDataString(userInfo[(colon + 1)..]);
    }
}
