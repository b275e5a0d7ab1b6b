using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Actors.Config;

/// <summary>In which forms a value may come back from whoever was sent it; pure.</summary>
internal static class SecretForms
{
    /// <summary>As it stands, in a URL, and in JSON; some may be equal.</summary>
    public static IEnumerable<string> Of(string value) =>
    [
        value,
        Uri.EscapeDataString(value),
        JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
        JsonEncodedText.Encode(value).Value,
    ];
}
