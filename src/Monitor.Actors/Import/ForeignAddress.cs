using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Takes addresses apart that may have placeholders in them, so that they are no URLs yet.</summary>
internal static partial class ForeignAddress
{
    /// <summary>The host of <c>icmp://host</c>, without a port and without brackets.</summary>
    public static string Host(string url) => HostAndPort(url).Host;

    public static (string Host, int? Port) HostAndPort(string url)
    {
        var rest = url.Split("://", 2)[^1].Split('/', 2)[0];
        var parts = Parts().Match(rest);
        return parts.Success
            ? (parts.Groups["host"].Value.Trim('[', ']'), parts.Groups["port"].Success ? int.Parse(parts.Groups["port"].ValueSpan, CultureInfo.InvariantCulture) : null)
            : (rest, null);
    }

    /// <summary>The URL without the login in it, and that as <c>auth</c>.</summary>
    public static (string Url, YamlMap? Auth) Login(string url, Draft draft, ImportRun run)
    {
        if (UserInfo().Match(url) is not { Success: true } login)
            return (url, null);
        var (name, password) = (Uri.UnescapeDataString(login.Groups["name"].Value), Uri.UnescapeDataString(login.Groups["password"].Value));
        var hidden = HiddenSecrets.IsFilled(password) ? password : run.Variables.Hide(password, draft, "the password in url", "password");
        return (url.Remove(login.Groups["login"].Index, login.Groups["login"].Length),
            Made.Map(("basic", Made.Map(("username", Made.Text(name)), ("password", Made.Text(hidden))))));
    }

    [GeneratedRegex(@"^(?<host>\[[^\]]*\]|[^:]*)(:(?<port>[0-9]{1,5}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^[a-z]+://(?<login>(?<name>[^:@/?#]+)(:(?<password>[^@/?#]*))?@)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();
}
