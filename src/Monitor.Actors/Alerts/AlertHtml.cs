using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Actors.Alerts.Sending;

namespace Monitor.Actors.Alerts;

/// <summary>An alert as a page of a mail; pure.</summary>
/// <remarks>Everything that comes from elsewhere is encoded, and nothing is loaded: no picture, no style, no script.</remarks>
public static class AlertHtml
{
    /// <summary>The page is encoded as a whole.</summary>
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Alert alert, AlertWords words) => string.Concat(
        "<!DOCTYPE html>\n<html><body style=\"font-family: sans-serif; color: #222\">\n",
        $"<p style=\"border-left: 6px solid {AlertColour.Hex(alert)}; padding-left: 10px; font-size: 18px; font-weight: bold\">{Encoded(words.Title)}</p>\n",
        alert.Notice?.Html ?? (words.Reason is { } reason ? $"<p>{Encoded(reason)}</p>\n" : ""),
        $"<p style=\"color: #666\">{Encoded(words.When)}</p>\n",
        alert.Notice?.Html is null && alert.Details is { } details ? $"<pre style=\"background: #f4f4f4; padding: 10px; white-space: pre-wrap\">{WebUtility.HtmlEncode(Readable(details))}</pre>\n" : "",
        words.Link is { } link ? $"<p><a href=\"{Encoded(link.AbsoluteUri)}\">Open the board</a></p>\n" : "",
        "</body></html>\n");

    private static string Encoded(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal);

    /// <summary>What cannot be read is shown as it is.</summary>
    private static string Readable(string details) =>
        ChannelJson.Any(details) is { } json ? JsonSerializer.Serialize(json, Indented) : details;
}
