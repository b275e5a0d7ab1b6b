using System.Security.Cryptography;
using System.Text;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>How an alert reads: the exact words of the original (PARITY N1-N3).</summary>
public static class AlertText
{
    private const int MaxSubject = 180;

    public static string Subject(Alert alert) =>
        OneLine(alert.Notice?.Subject ?? $"[{alert.Severity}][{AlertKinds.Word(alert.Kind).ToUpperInvariant()}] {alert.Check}");

    /// <summary>What comes late says so below the words of the original.</summary>
    public static string Body(Alert alert) => alert.Delay is { } delay ? $"{Words(alert)}\n\n{delay}" : Words(alert);

    private static string Words(Alert alert) => alert.Notice?.Body ??
        $"{alert.Check} -> {AlertKinds.Word(alert.Kind)}\n\nDetails:\n{Details(alert.Details)}";

    /// <summary>What the console shows when there is no mail server.</summary>
    public static string Console(Alert alert) =>
        $"\n=== EMAIL (console fallback) ===\n{Subject(alert)}\n{Body(alert)}\n=== END EMAIL ===\n";

    /// <summary>The same on every attempt, so that mailboxes can drop repeats.</summary>
    public static string MessageId(Alert alert, string channel) => $"{Key(alert, channel)}@monitor";

    /// <summary>What names the alert on that channel, on every attempt.</summary>
    public static string Key(Alert alert, string channel) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Id}|{channel}")))[..40];

    /// <summary>What cannot be read is shown as it is.</summary>
    private static string Details(string? details) =>
        details is null ? "{}" : ChannelJson.Any(details) is { } json ? PythonRepr.Of(json) : details;

    private static string OneLine(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);
        return line.Length <= MaxSubject ? line : line[..(MaxSubject - 1)] + "…";
    }
}
