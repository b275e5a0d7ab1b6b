using System.Text.RegularExpressions;

namespace Monitor.Actors.Hosting;

/// <summary>
/// Reads <c>DB_URL</c> (PARITY P3): <c>sqlite:///path</c>, with a fourth slash for an absolute path, or
/// <c>postgresql://user:password@host:port/database</c>.
/// </summary>
public static partial class DatabaseUrl
{
    public const string Default = "sqlite:///data/monitor.db";

    private const string Sqlite = "sqlite:///";

    /// <param name="root">Where relative paths start from.</param>
    /// <returns>The store, not yet opened, or a problem.</returns>
    public static (Store? Store, string? Problem) Read(string? url, string root)
    {
        var text = string.IsNullOrWhiteSpace(url) ? Default : url.Trim();
        if (text.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) && text.Length > Sqlite.Length)
            return (new SqliteStore(Path.Combine(root, text[Sqlite.Length..])), null);
        if (PostgresAddress.IsMeant(text))
            return PostgresAddress.Read(text) is var (address, problem) && address is not null ? (new PostgresStore(address), null) : (null, problem);
        var got = Scheme().Match(text) is { Success: true } scheme ? $", got \"{scheme.Value}…\"" : "";
        return (null, $"DB_URL: expected sqlite:///data/monitor.db or postgresql://user:password@host:5432/database{got}");
    }

    /// <summary>All of a wrong URL that may be repeated: what follows may be a password.</summary>
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]{0,30}://", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
