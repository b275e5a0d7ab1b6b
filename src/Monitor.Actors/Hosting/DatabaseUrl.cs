namespace Monitor.Actors.Hosting;

/// <summary>Reads <c>DB_URL</c> (PARITY P3): <c>sqlite:///path</c>, with a fourth slash for an absolute path.</summary>
public static class DatabaseUrl
{
    public const string Default = "sqlite:///data/monitor.db";

    private const string Sqlite = "sqlite:///";

    /// <returns>The file's path, or a problem.</returns>
    public static (string? Path, string? Problem) Read(string? url)
    {
        var text = string.IsNullOrWhiteSpace(url) ? Default : url.Trim();
        if (text.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) && text.Length > Sqlite.Length)
            return (text[Sqlite.Length..], null);
        var scheme = text.Split(':')[0];
        return (null, $"DB_URL: only SQLite is supported, got \"{scheme}:…\"; write sqlite:///data/monitor.db");
    }
}
