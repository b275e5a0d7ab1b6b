using System.Text.RegularExpressions;

namespace Monitor.Actors.Checks.Http;

/// <summary>A URL that may be shown: user info and the values of secret-looking query keys are masked (FAULTS 2.8).</summary>
public static partial class DisplayUrl
{
    private const string Mask = "•••";

    public static string Of(Uri url)
    {
        var text = Uri.UnescapeDataString(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        var user = url.UserInfo.Length > 0 ? $"{Mask}@" : "";
        return text.Insert(url.Scheme.Length + 3, user) + SecretValue().Replace(url.Query, $"$1={Mask}");
    }

    [GeneratedRegex("([?&][^=&]*(?:token|key|secret|sig|pass|auth)[^=&]*)=[^&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretValue();
}
