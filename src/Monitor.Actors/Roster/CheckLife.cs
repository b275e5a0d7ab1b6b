namespace Monitor.Actors.Roster;

/// <summary>How long to wait before a check that stopped is started again; pure.</summary>
/// <param name="Stops">How often it stopped in a row.</param>
/// <param name="At">When it was started last, as the roster counts time.</param>
public readonly record struct CheckLife(int Stops, TimeSpan At)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>So much of the pause is left to chance: what stopped together does not come back in one instant.</summary>
    private const double Chance = 0.2;

    /// <summary>The life that ends now, counted; one that lasted longer than the longest pause ends a row.</summary>
    public CheckLife Stopped(TimeSpan now) => this with { Stops = now - At > Longest ? 1 : Stops + 1 };

    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan Pause(double chance)
    {
        var doubled = Shortest * Math.Pow(2, Math.Clamp(Stops - 1, 0, 20));
        return (doubled < Longest ? doubled : Longest) * (1 + (Chance * chance));
    }
}
