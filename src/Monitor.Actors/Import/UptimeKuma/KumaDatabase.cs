using System.Data.Common;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>Takes connection strings apart: their passwords become variables.</summary>
internal static class KumaDatabase
{
    /// <summary>Where the parts of a connection string are.</summary>
    private sealed record Login(string Host, int? Port, string? Database, string? Username, string? Password, YamlNode? Tls);

    public static void Fill(Draft draft, KumaItem item, ImportRun run)
    {
        var text = item.Given.Text("databaseConnectionString") ?? "";
        if ((item.Type == "sqlserver" ? OfSqlServer(text) : OfUrl(text, item.Type)) is not { } login)
        {
            draft.LeaveOut("databaseConnectionString", "it cannot be taken apart", $"write a check of type {item.Type} with host, username and password");
            return;
        }

        draft.Set("type", item.Type).Set("host", login.Host).Set("port", login.Port is { } port ? Made.Number(port) : null);
        draft.Set("username", login.Username);
        if ((login.Password ?? item.Given.Text("radiusPassword")) is { Length: > 0 } password)
            draft.Set("password", run.Variables.Hide(password, draft, "databaseConnectionString (password)", "password"));
        draft.Set("tls", login.Tls);
        if (item.Type == "redis")
            draft.Set("database", login.Database is { Length: > 0 } number && number.All(char.IsAsciiDigit) ? Made.Plain(number) : null);
        else
            draft.Set("database", login.Database).Set("query", item.Given.Text("databaseQuery"));
    }

    private static Login? OfUrl(string text, string type)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0 || !Schemes(type).Contains(url.Scheme))
            return null;
        var user = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).Select(part => part.Length > 0 ? part : null).ToArray();
        return new Login(
            url.Host.Trim('[', ']'),
            url.IsDefaultPort || url.Port < 0 ? null : url.Port,
            Uri.UnescapeDataString(url.AbsolutePath.Trim('/')) is { Length: > 0 } database ? database : null,
            user[0],
            user.Length > 1 ? user[1] : null,
            TlsOf(url, type));
    }

    private static string[] Schemes(string type) => type switch
    {
        "postgres" => ["postgres", "postgresql"],
        "redis" => ["redis", "rediss"],
        _ => ["mysql"],
    };

    private static YamlScalar? TlsOf(Uri url, string type) => type switch
    {
        "redis" => url.Scheme == "rediss" ? Made.Flag(true) : null,
        "postgres" when url.Query.Contains("sslmode=verify", StringComparison.OrdinalIgnoreCase) => Made.Flag(true),
        "postgres" when url.Query.Contains("sslmode=disable", StringComparison.OrdinalIgnoreCase) => Made.Flag(false),
        _ => null,
    };

    private static Login? OfSqlServer(string text)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            var server = (Part(parts, "Server", "Data Source", "Address", "Addr") ?? "").Replace("tcp:", "", StringComparison.OrdinalIgnoreCase);
            var (host, port) = server.Split(',', 2) is [var before, var after] ? (before.Trim(), after.Trim()) : (server.Trim(), null);
            return host.Length == 0 ? null : new Login(
                host,
                int.TryParse(port, out var number) ? number : null,
                Part(parts, "Database", "Initial Catalog"),
                Part(parts, "User Id", "Uid", "User"),
                Part(parts, "Password", "Pwd"),
                (Part(parts, "Encrypt")?.ToUpperInvariant(), Part(parts, "TrustServerCertificate")?.ToUpperInvariant()) switch
                {
                    ("FALSE" or "NO" or "OPTIONAL", _) => null,
                    ("TRUE" or "YES" or "MANDATORY" or "STRICT", not ("TRUE" or "YES")) => Made.Flag(true),
                    _ => null,
                });
        }
        catch (ArgumentException)
        {
            return null; // it is no connection string
        }
    }

    private static string? Part(DbConnectionStringBuilder parts, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (parts.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text)
                return text;
        return null;
    }
}
