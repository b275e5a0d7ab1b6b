namespace Monitor.Actors.Alerts.Sending;

/// <summary>The colour beside an alert, for receivers that show one; pure.</summary>
internal static class AlertColour
{
    private const int Green = 0x2EB67D;
    private const int Red = 0xC0392B;
    private const int Amber = 0xE8A33D;
    private const int Blue = 0x3A87AD;

    public static int Of(Alert alert) => alert.IsOver ? Green : Urgencies.Of(alert.Severity) switch
    {
        Urgency.Critical or Urgency.Error => Red,
        Urgency.Warning => Amber,
        _ => Blue,
    };

    public static string Hex(Alert alert) => $"#{Of(alert):X6}";
}
