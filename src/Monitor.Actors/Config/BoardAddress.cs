namespace Monitor.Actors.Config;

/// <summary>Where people reach the board, for links in alerts (<c>BOARD_URL</c>); pure.</summary>
public static class BoardAddress
{
    public const string Variable = "BOARD_URL";

    /// <summary>Null when nobody has said, or what was said is no address.</summary>
    public static Uri? Of(IReadOnlyDictionary<string, string> environment) =>
        Uri.TryCreate(environment.GetValueOrDefault(Variable)?.Trim(), UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : null;
}
