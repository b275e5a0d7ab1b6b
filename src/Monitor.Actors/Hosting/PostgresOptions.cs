using System.Globalization;
using Npgsql;

namespace Monitor.Actors.Hosting;

/// <summary>What may follow the question mark of a PostgreSQL URL, in the words of libpq.</summary>
internal static class PostgresOptions
{
    private const int MaxConnectSeconds = 60;

    private static readonly Dictionary<string, SslMode> SslModes = new(StringComparer.Ordinal)
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    private static readonly Dictionary<string, Func<string, NpgsqlConnectionStringBuilder, string?>> Known = new(StringComparer.Ordinal)
    {
        ["sslmode"] = (value, settings) =>
        {
            if (!SslModes.TryGetValue(value, out var mode))
                return $"sslmode: expected one of {string.Join(", ", SslModes.Keys)}";
            settings.SslMode = mode;
            return null;
        },
        ["sslrootcert"] = (value, settings) => Set(() => settings.RootCertificate = value),
        ["sslcert"] = (value, settings) => Set(() => settings.SslCertificate = value),
        ["sslkey"] = (value, settings) => Set(() => settings.SslKey = value),
        ["user"] = (value, settings) => Set(() => settings.Username = value),
        ["application_name"] = (value, settings) => Set(() => settings.ApplicationName = value),
        ["connect_timeout"] = (value, settings) =>
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > MaxConnectSeconds)
                return $"connect_timeout: expected seconds from 1 to {MaxConnectSeconds}";
            settings.Timeout = seconds;
            return null;
        },
        ["host"] = (value, settings) =>
        {
            if (settings.Host is { Length: > 0 } || !value.StartsWith('/'))
                return "host: expected the folder of a socket, and no host before the database; write postgresql:///database?host=/run/postgresql";
            settings.Host = value;
            return null;
        },
    };

    /// <returns>The first problem; values are not repeated.</returns>
    public static string? Apply(string query, NpgsqlConnectionStringBuilder settings)
    {
        foreach (var option in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            if (parts.Length < 2 || !Known.TryGetValue(parts[0], out var apply))
                return $"DB_URL: unknown option {Shown(parts[0])}; known are {string.Join(", ", Known.Keys)}. A ? in the password is written %3F";
            if (apply(Uri.UnescapeDataString(parts[1]), settings) is { } problem)
                return $"DB_URL: {problem}";
        }

        return null;
    }

    /// <summary>A password with a question mark in it would stand here.</summary>
    private static string Shown(string name) =>
        name.Length is > 0 and <= 30 && name.All(c => char.IsAsciiLetterLower(c) || c is '_' or '-') ? $"\"{name}\"" : "after the ?";

    private static string? Set(Action set)
    {
        set();
        return null;
    }
}
