namespace Monitor.Actors.History;

/// <summary>Before which moment (Unix milliseconds) the rows of a tier have been deleted; 0 for never.</summary>
/// <remarks>Of raw and minute a whole hour, of hour a whole day: within those a tier is there altogether or not at all.</remarks>
internal sealed record TierHorizons(long Raw = 0, long Minute = 0, long Hour = 0)
{
    /// <summary>The finest tier that still knows what was at that time.</summary>
    public Tier FinestAt(long at) =>
        at >= Raw ? Tier.Raw : at >= Minute ? Tier.Minute : at >= Hour ? Tier.Hour : Tier.Day;

    /// <summary>The range, widened where its edges lie within stretches that nothing finer tells apart any more.</summary>
    public Stretch Widen(Stretch range) => new(
        TierTimes.Floor(range.From, FinestAt(range.From).Length()), TierTimes.Ceiling(range.To, FinestAt(range.To).Length()));
}

/// <summary>Puts a range together from whole stretches of the tiers: the coarsest inside, finer ones towards its edges.</summary>
internal static class TierPlan
{
    /// <param name="range">Widened already.</param>
    /// <param name="coarsest">Nothing coarser is wanted, where there is a choice.</param>
    public static IEnumerable<(Tier Tier, Stretch Part)> Cover(Stretch range, Tier coarsest, TierHorizons horizons) =>
    [
        .. Cover(range.Clip(new Stretch(0, horizons.Hour)), Tier.Day),
        .. Cover(range.Clip(new Stretch(horizons.Hour, horizons.Minute)), Coarser(coarsest, Tier.Hour)),
        .. Cover(range.Clip(new Stretch(horizons.Minute, horizons.Raw)), Coarser(coarsest, Tier.Minute)),
        .. Cover(range.Clip(new Stretch(horizons.Raw, long.MaxValue)), coarsest),
    ];

    private static Tier Coarser(Tier one, Tier other) => one > other ? one : other;

    private static IEnumerable<(Tier Tier, Stretch Part)> Cover(Stretch range, Tier coarsest)
    {
        if (range.Length == 0)
            return [];
        var length = coarsest.Length();
        var inner = new Stretch(TierTimes.Ceiling(range.From, length), TierTimes.Floor(range.To, length));
        if (coarsest == Tier.Raw)
            return [(Tier.Raw, range)];
        return inner.Length == 0
            ? Cover(range, coarsest - 1)
            : [
                .. Cover(range with { To = inner.From }, coarsest - 1),
                (coarsest, inner),
                .. Cover(range with { From = inner.To }, coarsest - 1),
            ];
    }
}
