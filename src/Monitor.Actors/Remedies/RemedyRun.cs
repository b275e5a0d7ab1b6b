using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;

namespace Monitor.Actors.Remedies;

/// <summary>What a remedy knows of the run that it is asked for.</summary>
/// <param name="Id">Of this run only; receivers can drop repeats by it.</param>
/// <param name="Level">On whose behalf it connects.</param>
public sealed record RemedyRun(string Id, NetworkLevel Level, CheckName Check)
{
    /// <summary>The name of the incident.</summary>
    public string Incident { get; init; } = "";

    /// <summary>Why the check fails.</summary>
    public string? Reason { get; init; }

    /// <summary>Which run of the incident it is, counted from 1.</summary>
    public int Try { get; init; } = 1;
}
