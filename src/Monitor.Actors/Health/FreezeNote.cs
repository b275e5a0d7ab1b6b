using System.Globalization;

namespace Monitor.Actors.Health;

/// <summary>Tells when the process did not run: a look that should come every second came much later; pure.</summary>
public static class FreezeNote
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    /// <param name="since">Since the look before, on a clock that does not jump.</param>
    /// <returns>Null when it ran.</returns>
    public static string? Of(TimeSpan since, TimeSpan every) => since - every < Least
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"the process was frozen for {(since - every).TotalSeconds:0} s: stopped, suspended, or without processor time");
}
