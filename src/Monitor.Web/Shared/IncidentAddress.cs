namespace Monitor.Web.Shared;

/// <summary>The address of an incident's page: its check, and the millisecond in which it began.</summary>
public static class IncidentAddress
{
    private const string Prefix = "/incident/";

    public static string Of(string check, string id) => $"{Prefix}{Uri.EscapeDataString(check)}/{Uri.EscapeDataString(id[(id.LastIndexOf('/') + 1)..])}";

    /// <summary>What stands in an address; null when it is none of these.</summary>
    public static (string Check, string Id)? In(string address) =>
        new Uri(address).AbsolutePath is var path && path.StartsWith(Prefix, StringComparison.Ordinal) && path[Prefix.Length..].Split('/') is [{ Length: > 0 } name, { Length: > 0 } began]
            && Uri.UnescapeDataString(name) is var check
            ? (check, IdOf(check, Uri.UnescapeDataString(began)))
            : null;

    /// <summary>As the engine names it.</summary>
    public static string IdOf(string check, string began) => $"{check}/{began}";
}
