using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Http;

/// <summary>Reads request headers: nothing gets into a request that is not a header, and no secret into the entry.</summary>
internal static partial class HttpHeaderReader
{
    private const int Most = 50;
    private const int LongestName = 100;
    private const int LongestValue = 4096;

    /// <summary>What the request itself decides.</summary>
    private static readonly string[] Reserved =
        ["Connection", "Content-Length", "Expect", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    public static ImmutableArray<(string Name, Secret Value)> Read(YamlSection? headers)
    {
        if (headers is null)
            return [];
        var names = headers.Keys.ToList();
        if (names.Count > Most)
            headers.Problem(names[Most], $"more than {Most} headers", "remove some");
        return [.. names.Select(name => (name, ValueOf(headers, name)))];
    }

    private static Secret ValueOf(YamlSection headers, string name)
    {
        var isSecret = SecretName().IsMatch(name);
        var value = (isSecret ? headers.SecretOrNull(name)?.Reveal() : headers.TextOrNull(name)) ?? "";
        if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExcept(NameLetters))
            headers.Problem(name, "is not the name of a header", "use letters, digits and dashes");
        else if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            headers.Problem(name, "is decided by the request itself", "remove it");
        else if (value.Length > LongestValue || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            headers.Problem(name, "its value is not printable ASCII, or too long", $"write at most {LongestValue} letters, digits and signs");
        else if (name.Equals("Host", StringComparison.OrdinalIgnoreCase) && !IsHost(value))
            headers.Problem(name, "is not a host", "write it like shop.example");
        return new Secret(value);
    }

    private static bool IsHost(string value) =>
        Uri.TryCreate($"net://{value}", UriKind.Absolute, out var parts) && parts.UserInfo.Length == 0 && parts.Authority.Equals(value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("token|key|secret|sig|pass|auth|cookie|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
