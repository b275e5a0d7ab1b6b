using Monitor.Actors.Checks;

namespace Monitor.Web.Shared;

/// <summary>The address of a check's page, for any name there can be.</summary>
public static class CheckAddress
{
    private const string Prefix = "/check/";

    public static string Of(CheckName name) => Of(name.Value);

    public static string Of(string name) => Prefix + Uri.EscapeDataString(name);

    /// <summary>The name in an address; the router's own parameter has been unescaped once too often.</summary>
    public static string? NameIn(string address)
    {
        var path = new Uri(address).AbsolutePath;
        return path.StartsWith(Prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[Prefix.Length..]) : null;
    }
}
