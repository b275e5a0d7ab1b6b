using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Actors.Journal;
using Monitor.Web.Shared;

namespace Monitor.Web.Events;

/// <summary>How a kind of event looks in the log; kinds that it does not know look neutral.</summary>
public static class EventLook
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] OfIncidents =
        ["down", "recovered", "acknowledged", "acknowledgement-ended", "noted", "remedy", "remedy-proposed", "remedy-rehearsed", "remedy-held", "remedy-judged", "remedy-exhausted"];

    /// <summary>Checks decide side by side, so that times of neighbours may differ a little.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    /// <summary>Colour class of the event's dot.</summary>
    public static string Css(string kind) => kind switch
    {
        "down" or "deadline-missed" => StatusLook.Fail.Css,
        "up" or "recovered" or "restored" or "run-succeeded" => StatusLook.Ok.Css,
        "degraded" or "alert-abandoned" or "flapping" or "remedy-exhausted" or "report-skipped" or "report-abandoned" => StatusLook.Warn.Css,
        _ => "action",
    };

    /// <summary>Said of an event that came after another and has an earlier time; null for almost every one.</summary>
    /// <param name="before">The one before it in the journal; null when it is not known.</param>
    public static string? ClockMoved(LoggedEvent happened, LoggedEvent? before)
    {
        var back = before is null || before.Ordering > happened.Ordering ? TimeSpan.Zero : before.At - happened.At;
        return back <= ClockSlack ? null : $"clock moved back by {Spans.Short(back)}";
    }

    /// <summary>The page of what the event is about.</summary>
    public static string Link(LoggedEvent happened) => happened.Kind is SilenceSerializer.Begun or SilenceSerializer.Ended ? "/alerts"
        : ReportSerializer.All.Contains(happened.Kind) ? "/reports"
        : CheckAddress.Of(happened.Check);

    /// <summary>The page of the incident that the event is about; null when it is about none.</summary>
    public static string? Incident(LoggedEvent happened)
    {
        if (!OfIncidents.Contains(happened.Kind))
            return null;
        try
        {
            using var document = JsonDocument.Parse(happened.Json);
            return document.RootElement.TryGetProperty("incident", out var id) && id.GetString() is { Length: > 0 } incident ? IncidentAddress.Of(happened.Check, incident) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // damaged; shown as it is
        }
    }

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
