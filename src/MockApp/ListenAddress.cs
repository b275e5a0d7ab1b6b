using System.Net.Sockets;

namespace MockApp;

/// <summary>Where MockApp listens: this machine only, or a sentence that says why not.</summary>
public sealed record ListenAddress(string[] Urls, string? Refusal)
{
    private const string Advice = "MockApp has no password and listens on this machine only; use http://127.0.0.1:8000";

    /// <summary>Reads --urls or ASPNETCORE_URLS, else PORT, else takes port 8000.</summary>
    public static ListenAddress From(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
            return Refuse($"Kestrel:Endpoints is set. {Advice} and --urls to change the port.");

        var port = configuration["PORT"];
        var urls = configuration["urls"];
        if (string.IsNullOrWhiteSpace(urls))
            urls = string.IsNullOrWhiteSpace(port) ? "http://127.0.0.1:8000" : $"http://127.0.0.1:{port.Trim()}";

        var wanted = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unfit = wanted.FirstOrDefault(url => !IsLoopback(url));
        return unfit is null && wanted.Length > 0
            ? new(wanted, null)
            : Refuse($"Refused to listen on \"{unfit ?? urls}\". {Advice}.");
    }

    /// <summary>One sentence about a start that failed.</summary>
    public static string Explain(IEnumerable<string> urls, Exception failure)
    {
        var where = string.Join(" and ", urls);
        var socket = failure as SocketException ?? failure.InnerException as SocketException
            ?? failure.InnerException?.InnerException as SocketException;
        var taken = failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException
            || socket?.SocketErrorCode == SocketError.AddressAlreadyInUse;
        return taken
            ? $"MockApp cannot start: {where} is already in use; stop the other program, or choose another port with --urls."
            : $"MockApp cannot listen on {where}: {socket?.Message ?? failure.Message}";
    }

    private static ListenAddress Refuse(string why) => new([], why);

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttp
        && uri.PathAndQuery == "/"
        && uri.IdnHost is "localhost" or "127.0.0.1" or "::1";
}
