using LinqToDB;
using LinqToDB.Data;

namespace Monitor.Actors.History;

/// <summary>What is the same for all checks within one transaction.</summary>
internal sealed class TierSurroundings
{
    private readonly Lazy<IReadOnlyList<Stretch>> _notRunning;

    public TierSurroundings(DataConnection db)
    {
        var deleted = db.GetTable<StoredHorizon>().ToDictionary(horizon => (Tier)horizon.Tier, horizon => horizon.Since);
        Horizons = new TierHorizons(
            deleted.GetValueOrDefault(Tier.Raw), deleted.GetValueOrDefault(Tier.Minute), deleted.GetValueOrDefault(Tier.Hour));
        _notRunning = new Lazy<IReadOnlyList<Stretch>>(() => EngineRuns.NotRunning(
            [.. db.GetTable<StoredRun>().OrderBy(run => run.StartedAt).ToList().Select(run => (run.StartedAt, run.LastBeat, run.StoppedAt))]));
    }

    public TierHorizons Horizons { get; }

    /// <summary>When the monitor was not running, in ascending order; the last stretch may go on for ever.</summary>
    public IReadOnlyList<Stretch> NotRunning => _notRunning.Value;
}

/// <summary>One check's past within one transaction: rollups up to the watermark, raw results after it.</summary>
internal sealed class TierQueries
{
    private const int LastRound = (int)ResultKind.Fail;

    private readonly DataConnection _db;
    private readonly TierSurroundings _around;
    private readonly StoredWatermark? _rolled;
    private Paces? _paces;

    /// <param name="around">What does not depend on the check, when it is at hand.</param>
    public TierQueries(DataConnection db, int check, TierSurroundings? around = null)
    {
        (_db, Check, _around) = (db, check, around ?? new TierSurroundings(db));
        _rolled = db.GetTable<StoredWatermark>().FirstOrDefault(w => w.CheckId == check);
        Watermark = Math.Max(_rolled?.Until ?? 0, Horizons.Raw);
    }

    public int Check { get; }

    public TierHorizons Horizons => _around.Horizons;

    /// <summary>A whole hour; what came late for a time whose raw results are gone does not count any more.</summary>
    public long Watermark { get; }

    public IReadOnlyList<Stretch> NotRunning => _around.NotRunning;

    private Paces Paces => _paces ??= new Paces(
        [.. _db.GetTable<StoredPace>().Where(p => p.CheckId == Check).OrderBy(p => p.Since).ToList().Select(p => (p.Since, p.LongestMs))]);

    /// <summary>Adds up the rounds of each slot, reading stretches as coarse as the slots allow.</summary>
    /// <param name="range">Widened already.</param>
    public Rollup[] Fold(Stretch range, TimeSlots slots)
    {
        var sums = new Rollup[slots.Count];
        for (var slot = 0; slot < sums.Length; slot++)
            sums[slot] = new Rollup();
        var rolled = range with { To = Math.Clamp(range.To, range.From, Math.Max(range.From, Watermark)) };
        foreach (var (tier, part) in TierPlan.Cover(rolled, slots.Coarsest, Horizons))
            Add(tier, part, slots, sums);
        Add(Tier.Raw, range with { From = rolled.To }, slots, sums);
        return sums;
    }

    public IEnumerable<(long From, Rollup Rollup)> Hours(Stretch part) => Whole(Tier.Hour, part);

    /// <summary>Rows of all kinds in the order of time.</summary>
    public List<Round> RowsFrom(long from, long to, int take) =>
        [.. Raw(from, to).OrderBy(r => r.At).Take(take).Select(r => new Round(r.At, (ResultKind)r.Kind, r.LatencyMs))];

    /// <summary>The first round ever, given the first of those at hand; null when there was none.</summary>
    public long? FirstRound(long? atHand) =>
        (_rolled?.FirstAt ?? atHand) is { } first ? Math.Min(first, atHand ?? first) : null;

    public long? FirstRound() => FirstRound(FirstRoundFrom(Watermark));

    public long? LastRoundBefore(long at)
    {
        var rolled = _rolled?.LastAt < at ? _rolled.LastAt : null;
        if (rolled is not null && at <= Watermark)
            return rolled;
        return Rounds(0, at).OrderByDescending(r => r.At).Select(r => (long?)r.At).FirstOrDefault() ?? rolled;
    }

    /// <summary>True when rounds at or after the moment were rolled up before.</summary>
    public bool WasRolled(long at) => _rolled?.LastAt >= at;

    public IEnumerable<Stretch> SilencesBetween(long? last, IEnumerable<long> rounds) => Silences.Between(last, rounds, Paces, NotRunning);

    /// <summary>Where results were missing although the monitor was running, cut to the range.</summary>
    public IEnumerable<Stretch> SilencesIn(Stretch range)
    {
        var last = LastRoundBefore(Watermark);
        var known = _db.GetTable<StoredSilence>()
            .Where(s => s.CheckId == Check && s.Until > range.From && s.Since < range.To && s.Since < last)
            .OrderBy(s => s.Since).ToList().Select(s => new Stretch(s.Since, s.Until));
        var rounds = Rounds(Watermark, range.To).OrderBy(r => r.At).Select(r => r.At).ToList();
        var end = Math.Max(range.To, Watermark);
        rounds.Add(FirstRoundFrom(end) ?? end); // a silence that nothing has ended yet lasts to the end of the range at least
        return known.Concat(SilencesBetween(last, rounds))
            .Select(silence => silence.Clip(range)).Where(silence => silence.Length > 0);
    }

    /// <summary>What was planned not to count, cut to the range, in ascending order and without overlaps.</summary>
    public IReadOnlyList<Stretch> PlannedIn(Stretch range, PlannedKind kind) => Stretch.Union(
        _db.GetTable<StoredPlan>()
            .Where(plan => plan.CheckId == Check && plan.Kind == (int)kind && plan.Until > range.From && plan.Since < range.To)
            .OrderBy(plan => plan.Since).ToList()
            .Select(plan => new Stretch(plan.Since, plan.Until).Clip(range)));

    private long? FirstRoundFrom(long at) =>
        Rounds(at, long.MaxValue).OrderBy(r => r.At).Select(r => (long?)r.At).FirstOrDefault();

    private void Add(Tier tier, Stretch part, TimeSlots slots, Rollup[] sums)
    {
        if (part.Length == 0)
            return;
        if (tier == Tier.Raw)
        {
            foreach (var round in Raw(part.From, part.To).Where(r => r.Kind <= LastRound).Select(r => new { r.At, r.Kind, r.LatencyMs }))
                sums[slots.Of(round.At)].Add((ResultKind)round.Kind, round.LatencyMs);
            return;
        }

        foreach (var (from, rollup) in tier == Tier.Minute ? Minutes(part) : Whole(tier, part))
            sums[slots.Of(from)].Add(rollup);
    }

    private IEnumerable<(long From, Rollup Rollup)> Whole(Tier tier, Stretch part) =>
        Stored(tier, part.From, part.To).Select(row => (row.From, RollupBlob.Read(row.Data)));

    private IEnumerable<(long From, Rollup Rollup)> Minutes(Stretch part) =>
        from block in Stored(Tier.Minute, TierTimes.Floor(part.From, TierTimes.Hour), part.To)
        from minute in RollupBlob.ReadMinutes(block.Data)
        let at = block.From + (minute.Minute * TierTimes.Minute)
        where at >= part.From && at < part.To
        select (at, minute.Rollup);

    private List<StoredRollup> Stored(Tier tier, long from, long to)
    {
        var (first, end) = ((int)(from / TierTimes.Minute), (int)(to / TierTimes.Minute));
        return [.. _db.GetTable<StoredRollup>()
            .Where(r => r.Tier == (int)tier && r.CheckId == Check && r.Start >= first && r.Start < end)
            .OrderBy(r => r.Start)];
    }

    /// <summary>Those in maintenance, too: they were made, though they do not count.</summary>
    private IQueryable<StoredResult> Rounds(long from, long to) =>
        Raw(from, to).Where(r => r.Kind <= LastRound || r.Kind >= StoredResult.InMaintenance);

    private IQueryable<StoredResult> Raw(long from, long to) =>
        _db.GetTable<StoredResult>().Where(r => r.CheckId == Check && r.At >= from && r.At < to);
}
