namespace Monitor.Web.Shared;

/// <summary>What one browser prefers: theme and time zone. Lives as long as its circuit.</summary>
public sealed class Viewer
{
    public const string BoardZone = "board";
    public const string UtcZone = "utc";
    public const string BrowserZone = "browser";

    /// <summary>Which of the three zones is chosen; the board's own unless told otherwise.</summary>
    public string ZoneChoice { get; private set; } = BoardZone;

    public TimeZoneInfo? OwnZone { get; private set; }

    public bool Dark { get; private set; }

    public event Action? Changed;

    public void Remember(bool dark, string? zoneChoice, string? ownZone)
    {
        Dark = dark;
        ZoneChoice = zoneChoice is UtcZone or BrowserZone ? zoneChoice : BoardZone;
        OwnZone = ZoneLook.Find(ownZone) ?? OwnZone;
        Changed?.Invoke();
    }

    public TimeZoneInfo ZoneFor(TimeZoneInfo board) => ZoneChoice switch
    {
        UtcZone => TimeZoneInfo.Utc,
        BrowserZone => OwnZone ?? board,
        _ => board,
    };
}
