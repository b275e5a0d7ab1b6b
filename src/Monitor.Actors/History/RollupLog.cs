using LinqToDB;
using LinqToDB.Data;

namespace Monitor.Actors.History;

/// <summary>Rolls raw results up into minutes, hours and days, some time after each hour.</summary>
/// <remarks>
/// Rollups are derived: an hour that is rolled up again is overwritten with the same. A step is one transaction, the
/// watermark in it, so it may be cut off at any moment. Steps are small and rest four times as long as they worked.
/// </remarks>
public sealed class RollupLog(HistoryDatabase database, TimeProvider time)
{
    /// <summary>How long after its end an hour is rolled up.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    private const int StepRows = 2_000;

    /// <summary>Of checks; only those with rounds that are due.</summary>
    private const string Pending = """
        SELECT c.id FROM checks c LEFT JOIN rolled w ON w.check_id = c.id WHERE EXISTS (
            SELECT 1 FROM results r WHERE r.check_id = c.id AND r.at >= COALESCE(w.until, 0) AND r.at < @due)
        """;

    private const string Lock = """
        INSERT INTO rolled (check_id, until) VALUES (@check, 0) ON CONFLICT (check_id) DO UPDATE SET until = rolled.until
        """;

    private const string Lower = """
        INSERT INTO rolled (check_id, until) VALUES (@check, @until) ON CONFLICT (check_id) DO UPDATE
        SET until = CASE WHEN rolled.until > excluded.until THEN excluded.until ELSE rolled.until END
        """;

    private const string Keep = """
        INSERT INTO rollups (tier, check_id, start, data) VALUES (@tier, @check, @start, @data)
        ON CONFLICT (tier, check_id, start) DO UPDATE SET data = excluded.data
        """;

    private static readonly TimeSpan Spell = TimeSpan.FromMilliseconds(10);

    /// <summary>Rolls up all that is due; throws when the database is away, and may simply be called again.</summary>
    /// <returns>Up to when everything is rolled up now.</returns>
    public async Task<DateTimeOffset> RollAsync(CancellationToken cancel = default)
    {
        var due = TierTimes.Floor(time.GetUtcNow().ToUnixTimeMilliseconds() - (long)Settling.TotalMilliseconds, TierTimes.Hour);
        var checks = await database.ReadAsync(db => db.Query<int>(Pending, new DataParameter("due", due)).ToList(), cancel);
        var (work, since) = (TimeSpan.Zero, 0L);
        foreach (var check in checks)
        {
            bool more;
            do
            {
                since = time.GetTimestamp();
                more = await Task.Run(() => Step(check, due), cancel);
                work += time.GetElapsedTime(since);
                if (work < Spell)
                    continue;
                await Task.Delay(work * 4, time, cancel);
                work = TimeSpan.Zero;
            }
            while (more);
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(due);
    }

    /// <summary>Called by the writer in its transaction: what comes after its hour was, or may just be, rolled up is rolled up again.</summary>
    internal static void NoteLate(DataConnection db, IEnumerable<StoredResult> rows, DateTimeOffset now)
    {
        // Half the settling time is left for a transaction that is under way on either side.
        var settled = now.ToUnixTimeMilliseconds() - (long)(Settling / 2).TotalMilliseconds;
        foreach (var late in rows.Where(row => TierTimes.Floor(row.At, TierTimes.Hour) + TierTimes.Hour <= settled).GroupBy(row => row.CheckId))
            db.Execute(
                Lower, new DataParameter("check", late.Key),
                new DataParameter("until", TierTimes.Floor(late.Min(row => row.At), TierTimes.Hour)));
    }

    /// <summary>Some hours of one check; true when there is more to do.</summary>
    private bool Step(int check, long due)
    {
        using var db = database.OpenCreated();
        using var transaction = db.BeginTransaction();
        db.Execute(Lock, new DataParameter("check", check));
        var past = new TierQueries(db, check);
        var rounds = past.RowsFrom(past.Watermark, due, StepRows);
        if (rounds.Count == 0)
            return false;
        var from = TierTimes.Floor(rounds[0].At, TierTimes.Hour);
        var to = rounds.Count < StepRows ? due : TierTimes.Floor(rounds[^1].At, TierTimes.Hour);
        if (to == from) // an hour that does not fit into a step is one all the same
            rounds = past.RowsFrom(from, to = from + TierTimes.Hour, int.MaxValue);
        Roll(db, past, new Stretch(from, to), [.. rounds.Where(round => round.At < to && round.Kind <= ResultKind.Fail)]);
        transaction.Commit();
        return to < due;
    }

    private static void Roll(DataConnection db, TierQueries past, Stretch part, List<Round> rounds)
    {
        foreach (var hour in rounds.GroupBy(round => TierTimes.Floor(round.At, TierTimes.Hour)))
        {
            var minutes = hour.GroupBy(round => (int)((round.At - hour.Key) / TierTimes.Minute))
                .Select(minute => (minute.Key, Rollup: RollupOf(minute))).ToList();
            Store(db, past.Check, Tier.Minute, hour.Key, RollupBlob.Of(minutes));
            Store(db, past.Check, Tier.Hour, hour.Key, RollupBlob.Of(Sum(minutes.Select(minute => minute.Rollup))));
        }

        foreach (var day in rounds.Select(round => TierTimes.Floor(round.At, TierTimes.Day)).Distinct())
            Store(db, past.Check, Tier.Day, day, RollupBlob.Of(Sum(past.Hours(new Stretch(day, day + TierTimes.Day)).Select(hour => hour.Rollup))));
        StoreSilences(db, past, part, rounds);
        db.GetTable<StoredWatermark>().Where(w => w.CheckId == past.Check)
            .Set(w => w.Until, part.To)
            .Set(w => w.FirstAt, past.FirstRound(rounds.Count > 0 ? rounds[0].At : null))
            .Set(w => w.LastAt, rounds.Count > 0 ? rounds[^1].At : past.LastRoundBefore(part.From))
            .Update();
    }

    /// <summary>What is silent after the last round before the part is found anew.</summary>
    private static void StoreSilences(DataConnection db, TierQueries past, Stretch part, List<Round> rounds)
    {
        var last = past.LastRoundBefore(part.From);
        db.GetTable<StoredSilence>().Where(s => s.CheckId == past.Check && s.Since >= (last ?? 0)).Delete();
        foreach (var silence in past.SilencesBetween(last, rounds.Select(round => round.At)))
            db.Insert(new StoredSilence { CheckId = past.Check, Since = silence.From, Until = silence.To });
    }

    private static void Store(DataConnection db, int check, Tier tier, long from, byte[] data) => db.Execute(
        Keep, new DataParameter("tier", (int)tier), new DataParameter("check", check),
        new DataParameter("start", (int)(from / TierTimes.Minute)), new DataParameter("data", data));

    private static Rollup RollupOf(IEnumerable<Round> rounds)
    {
        var rollup = new Rollup();
        foreach (var round in rounds)
            rollup.Add(round.Kind, round.LatencyMs);
        return rollup;
    }

    private static Rollup Sum(IEnumerable<Rollup> parts)
    {
        var sum = new Rollup();
        foreach (var part in parts)
            sum.Add(part);
        return sum;
    }
}
