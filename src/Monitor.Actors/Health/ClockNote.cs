using Monitor.Actors.Config;

namespace Monitor.Actors.Health;

/// <summary>Tells when the clock on the wall moved and time did not: rounds go on, but what people read is off by as much; pure.</summary>
public static class ClockNote
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    /// <param name="wall">Since the look before, by the clock on the wall.</param>
    /// <param name="since">The same on a clock that does not jump.</param>
    /// <returns>Null when they agree within five seconds.</returns>
    public static string? Of(TimeSpan wall, TimeSpan since)
    {
        var moved = wall - since;
        return moved.Duration() <= Least
            ? null
            : $"this machine's clock moved {(moved > TimeSpan.Zero ? "forward" : "back")} by {Shown.Duration(TimeSpan.FromSeconds(Math.Round(moved.Duration().TotalSeconds)))}: it was set, or the machine was suspended";
    }
}
