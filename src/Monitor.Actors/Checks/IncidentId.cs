using System.Globalization;

namespace Monitor.Actors.Checks;

/// <summary>The name of an incident: the check's, a slash, and the millisecond of the round that opened it.</summary>
public static class IncidentId
{
    /// <summary>Null when it does not end so.</summary>
    public static DateTimeOffset? BeganAt(string incident) =>
        long.TryParse(incident.AsSpan(incident.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;
}
