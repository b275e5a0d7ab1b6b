namespace Monitor.Actors.Checks.Net;

/// <summary>On whose behalf a connection is made; the less its author is trusted, the less it may reach.</summary>
public enum NetworkLevel
{
    /// <summary>A check from checks.yaml: whoever writes that file runs the monitor.</summary>
    Operator,

    /// <summary>A check from the board or the API.</summary>
    Board,

    /// <summary>What changes or tells something elsewhere: a remedy, the start of a job, the heartbeat.</summary>
    Outbound,
}
