namespace Monitor.Actors.Checks;

/// <summary>The words of <see cref="AlertKind"/> in YAML, subjects and ids (PARITY N7).</summary>
public static class AlertKinds
{
    public static string Word(AlertKind kind) => kind switch
    {
        AlertKind.FirstFail => "first_fail",
        AlertKind.Recovered => "recovered",
        AlertKind.DeadlineMiss => "deadline_miss",
        AlertKind.Flapping => "flapping",
        AlertKind.FlappingEnd => "flapping_end",
        AlertKind.Reminder => "reminder",
        AlertKind.Escalation => "escalation",
        AlertKind.RemediationExhausted => "remediation_exhausted",
        AlertKind.Report => "report",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether it tells of a failure, so that whoever gets it waits to hear of the recovery.</summary>
    public static bool IsOfFailure(AlertKind kind) =>
        kind is AlertKind.FirstFail or AlertKind.DeadlineMiss or AlertKind.Reminder or AlertKind.Escalation or AlertKind.RemediationExhausted;

    /// <summary>Whether it is how somebody first hears of a failure.</summary>
    public static bool Announces(AlertKind kind) => kind is AlertKind.FirstFail or AlertKind.Escalation;

    /// <summary>Whether an alert of that id is how somebody first hears of that incident.</summary>
    public static bool Announces(string alertId, string incident) =>
        Names(alertId, CheckDecider.AlertId(incident, AlertKind.FirstFail)) || Names(alertId, CheckDecider.AlertId(incident, AlertKind.Escalation));

    /// <summary>An alert that can be raised more than once has a moment behind its kind.</summary>
    private static bool Names(string alertId, string first) =>
        alertId.StartsWith(first, StringComparison.Ordinal) && (alertId.Length == first.Length || alertId[first.Length] == '/');

    public static AlertKind? Parse(string word) =>
        Enum.GetValues<AlertKind>().Cast<AlertKind?>().FirstOrDefault(kind => Word(kind!.Value) == word);
}
