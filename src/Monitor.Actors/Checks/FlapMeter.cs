using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <summary>At how much change a check begins and ceases to flap, in percent.</summary>
public sealed record FlapLimits(double High = 30, double Low = 25);

/// <summary>Whether the last outcomes were failures, and how much they change: Icinga's formula over 20 changes.</summary>
/// <remarks>A change weighs from 0.8 (the oldest) to 1.2 (the newest); what has not been seen counts as no change.</remarks>
public readonly record struct FlapMeter(uint Failed, int Seen)
{
    public const int Changes = 20;

    private const double Lightest = 0.8;
    private const double Heavier = 0.4 / (Changes - 1);

    /// <summary>Until then a check that flapped cannot be called stable.</summary>
    public bool IsFull => Seen > Changes;

    public double Percent
    {
        get
        {
            var changed = Failed ^ (Failed >> 1); // bit i: the outcome i rounds ago differs from the one before it
            var sum = 0.0;
            for (var ago = 0; ago < Math.Min(Changes, Seen - 1); ago++)
                if ((changed & (1u << ago)) != 0)
                    sum += Lightest + ((Changes - 1 - ago) * Heavier);
            return sum * 100 / Changes;
        }
    }

    /// <summary>What a check's newest rounds in the history come to.</summary>
    /// <param name="rows">Oldest first; of rounds that saw something.</param>
    public static FlapMeter Of(IEnumerable<ResultRow> rows) =>
        rows.Aggregate(default(FlapMeter), (before, row) => before.Add(row.Kind == ResultKind.Fail));

    /// <summary>With what came afterwards.</summary>
    public FlapMeter Then(FlapMeter later) => later.IsFull ? later
        : new((Failed << later.Seen) | later.Failed, Math.Min(Changes + 1, Seen + later.Seen));

    public FlapMeter Add(bool failed) => new((Failed << 1) | (failed ? 1u : 0u), Math.Min(Changes + 1, Seen + 1));
}
