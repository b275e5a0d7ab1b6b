namespace Monitor.Actors.History;

/// <summary>How many rounds of a check were up (OK or WARN), down (FAIL), or not observed.</summary>
public sealed record Uptime(int Up, int Down, int Unknown)
{
    /// <summary>From 0 to 1, of the rounds that were observed; null when none was.</summary>
    public double? Share => Up + Down == 0 ? null : (double)Up / (Up + Down);
}
