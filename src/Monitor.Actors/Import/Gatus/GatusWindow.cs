using Monitor.Actors.Config;

namespace Monitor.Actors.Import.Gatus;

/// <summary>A maintenance window of Gatus, for one endpoint or for all.</summary>
internal static class GatusWindow
{
    private const string UsualZone = "UTC";

    /// <summary>Null when there is none, or when it is switched off.</summary>
    public static YamlMap? Read(Given window)
    {
        var (start, length) = (window.Text("start"), window.Text("duration"));
        var (zone, days, isOn) = (window.Text("timezone") ?? UsualZone, window.Texts("every"), window.Flag("enabled", otherwise: true));
        if (!isOn || start is null)
            return null;
        return Made.Map(
            ("every", days.Count > 0 ? Made.Texts(days) : null),
            ("start", Made.Text(start)),
            ("duration", length is null ? null : GoDurations.Parse(length) is { } time ? Made.Duration(time) : Made.Text(length)),
            ("timezone", Made.Text(zone)));
    }
}
