using System.Collections.Immutable;
using System.Globalization;

namespace Monitor.Actors.Health;

/// <summary>How the engine does at one moment, as far as it can be a problem; pure.</summary>
/// <param name="LatenessP99">Of the last minute, in seconds.</param>
/// <param name="Starved">Checks that are due for more than an interval without a probe.</param>
/// <param name="Stalled">Checks whose rounds do not end any more.</param>
/// <param name="Dropped">Results given up in the last minute.</param>
/// <param name="Storage">Why the journal or the history cannot be written; null when both can.</param>
public sealed record EngineConditions(double LatenessP99, int Starved, int Stalled, long Dropped, string? Storage)
{
    /// <param name="maxLateness">From here on lateness is a problem, in seconds.</param>
    public IReadOnlyDictionary<EngineProblemKind, string> Bad(double maxLateness)
    {
        var bad = ImmutableSortedDictionary.CreateBuilder<EngineProblemKind, string>();
        if (Starved > 0 || LatenessP99 > maxLateness)
            bad[EngineProblemKind.Overloaded] = string.Create(
                CultureInfo.InvariantCulture, $"{(Starved == 0 ? "rounds start late" : $"{Checks(Starved)} late")}, p99 lateness {LatenessP99:0.0} s");
        if (Stalled > 0)
            bad[EngineProblemKind.Stalled] = string.Create(CultureInfo.InvariantCulture, $"no round of {Stalled:N0} {(Stalled == 1 ? "check" : "checks")} ends any more");
        if (Storage is not null)
            bad[EngineProblemKind.Storage] = Storage;
        if (Dropped > 0)
            bad[EngineProblemKind.Dropping] = string.Create(CultureInfo.InvariantCulture, $"{Dropped:N0} results were dropped in the last minute");
        return bad;
    }

    private static string Checks(int count) =>
        count == 1 ? "1 check is" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} checks are");
}
