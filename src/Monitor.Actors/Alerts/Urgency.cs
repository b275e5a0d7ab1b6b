namespace Monitor.Actors.Alerts;

/// <summary>How much hurry an alert is in, for receivers with steps of their own.</summary>
public enum Urgency
{
    Info,
    Warning,
    Error,
    Critical,
}

/// <summary>Reads the free text of <c>severity</c>; pure.</summary>
public static class Urgencies
{
    /// <summary>What nobody knows is an error: worth a look, not worth waking people.</summary>
    public static Urgency Of(string severity) => severity.Trim().ToUpperInvariant() switch
    {
        "P0" or "P1" or "SEV0" or "SEV1" or "S1" or "CRITICAL" or "CRIT" or "FATAL" or "EMERGENCY" or "DISASTER" or "PAGE" => Urgency.Critical,
        "P3" or "SEV3" or "S3" or "WARNING" or "WARN" or "MEDIUM" or "MINOR" => Urgency.Warning,
        "P4" or "P5" or "SEV4" or "SEV5" or "S4" or "INFO" or "INFORMATION" or "NOTICE" or "LOW" => Urgency.Info,
        _ => Urgency.Error,
    };
}
