using System.Collections.Immutable;
using System.Globalization;

namespace Monitor.Actors.Health;

/// <summary>How the engine does at one moment, as far as it can be a problem; pure.</summary>
/// <param name="LatenessP99">Of the last minute, in seconds.</param>
/// <param name="Starved">Checks that are due for more than an interval without a probe.</param>
/// <param name="Stalled">Checks whose rounds do not end any more.</param>
/// <param name="Saturated">Probes wait for a place.</param>
/// <param name="Dropped">Results given up in the last minute.</param>
/// <param name="Blind">Why nothing outside can be seen; null when something can.</param>
/// <param name="Storage">Why the journal or the history cannot be written; null when both can.</param>
public sealed record EngineConditions(double LatenessP99, int Starved, int Stalled, bool Saturated, long Dropped, string? Storage, string? Blind = null)
{
    /// <param name="maxLateness">From here on lateness is a problem, in seconds.</param>
    public IReadOnlyDictionary<EngineProblemKind, string> Bad(double maxLateness)
    {
        var bad = ImmutableSortedDictionary.CreateBuilder<EngineProblemKind, string>();
        var isSlow = LatenessP99 > maxLateness;
        // Rounds that wait their turn end some time; then a check that is stalled says no more than that it is late.
        var stalled = isSlow || Saturated ? 0 : Stalled;
        var late = Starved - stalled;
        if (late > 0 || isSlow)
            bad[EngineProblemKind.Overloaded] = Late(late) + (isSlow ? string.Create(CultureInfo.InvariantCulture, $", p99 lateness {LatenessP99:0.0} s") : "")
                + (Saturated ? ", probes wait for a place" : "");
        if (stalled > 0)
            bad[EngineProblemKind.Stalled] = string.Create(CultureInfo.InvariantCulture, $"no round of {stalled:N0} {(stalled == 1 ? "check" : "checks")} ends any more");
        if (Storage is not null)
            bad[EngineProblemKind.Storage] = Storage;
        if (Blind is not null)
            bad[EngineProblemKind.Blind] = Blind;
        if (Dropped > 0)
            bad[EngineProblemKind.Dropping] = string.Create(CultureInfo.InvariantCulture, $"{Dropped:N0} results were dropped in the last minute");
        return bad;
    }

    private static string Late(int count) => count switch
    {
        0 => "rounds start late",
        1 => "1 check is late",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count:N0} checks are late"),
    };
}
