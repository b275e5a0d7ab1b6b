using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Web.Shared;

namespace Monitor.Web.Events;

/// <summary>How a kind of event looks in the log; kinds that it does not know look neutral.</summary>
public static class EventLook
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Colour class of the event's dot.</summary>
    public static string Css(string kind) => kind switch
    {
        "down" or "deadline-missed" => StatusLook.Fail.Css,
        "up" or "recovered" or "restored" or "run-succeeded" => StatusLook.Ok.Css,
        "degraded" or "alert-abandoned" or "flapping" or "remedy-exhausted" => StatusLook.Warn.Css,
        _ => "action",
    };

    /// <summary>The manifest as words.</summary>
    public static string Words(string kind) => kind.Replace('-', ' ').Replace('_', ' ');

    /// <summary>The stored JSON, one field a line; as it is when it is not JSON.</summary>
    public static string Pretty(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
