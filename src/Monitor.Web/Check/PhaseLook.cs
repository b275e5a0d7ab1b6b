using System.Globalization;

namespace Monitor.Web.Check;

/// <summary>The phases of an HTTP request in words and numbers.</summary>
public static class PhaseLook
{
    public static string Word(string phase) => phase switch
    {
        "dns" => "DNS",
        "connect" => "Connect",
        "tls" => "TLS",
        "first_byte" => "First byte",
        "body" => "Body",
        _ => phase,
    };

    /// <summary>Short phases keep a decimal: on one machine everything would be 0.</summary>
    public static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString(time.TotalMilliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
