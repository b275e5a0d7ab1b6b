using System.Net;

namespace Monitor.Web.Hosting;

/// <summary>Keeps the board and the API on this machine: there is no login yet.</summary>
public static class LoopbackOnly
{
    public const string DefaultUrl = "http://127.0.0.1:8501";

    /// <summary>Every address that the program was told to listen on, by whatever way there is to tell it.</summary>
    public static string[] Urls(IConfiguration configuration) =>
    [
        .. (configuration["urls"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
    ];

    /// <summary>The address in question and why it is refused; null when all are fine.</summary>
    public static string? Refusal(IEnumerable<string> urls) => urls
        .Where(url => !IsLoopback(url))
        .Select(url => $"the board would be open to everybody at {url}: it has no login yet, so only 127.0.0.1, [::1] and localhost are accepted; use {DefaultUrl} and a proxy with a login in front of it")
        .FirstOrDefault();

    public static IEnumerable<int> Ports(IEnumerable<string> urls) =>
        urls.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Port : 0).Where(port => port > 0);

    internal static bool IsLoopback(string url)
    {
        if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri))
            return false;
        return uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
