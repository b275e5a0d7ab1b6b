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

    /// <summary>Checks with rounds that are due, in the order in which the writer, too, locks them.</summary>
    private const string Pending = """
        SELECT c.id FROM checks c LEFT JOIN rolled w ON w.check_id = c.id WHERE EXISTS (
            SELECT 1 FROM results r WHERE r.check_id = c.id AND r.at >= COALESCE(w.until, 0) AND r.at < @due)
        ORDER BY c.id
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

    private const string Rolled = "UPDATE rolled SET until = @until, first_at = @first, last_at = @last WHERE check_id = @check";

    private static readonly TimeSpan Spell = TimeSpan.FromMilliseconds(10);

    /// <summary>Rolls up all that is due; throws when the database is away, and may simply be called again.</summary>
    /// <returns>Up to when everything is rolled up now.</returns>
    public async Task<DateTimeOffset> RollAsync(CancellationToken cancel = default)
    {
        var due = TierTimes.Floor(time.GetUtcNow().ToUnixTimeMilliseconds() - (long)Settling.TotalMilliseconds, TierTimes.Hour);
        var pending = new Queue<int>(
            await database.ReadAsync(db => db.Query<int>(Pending, new DataParameter("due", due)).ToList(), cancel));
        using var db = database.OpenCreated();
        var work = TimeSpan.Zero;
        while (pending.Count > 0)
        {
            var began = time.GetTimestamp();
            await Task.Run(() => Step(db, pending, due), cancel);
            work += time.GetElapsedTime(began);
            if (work < Spell)
                continue;
            await Task.Delay(work * 4, time, cancel);
            work = TimeSpan.Zero;
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

    /// <summary>Some hours of one check, or an hour of some; done with are those that are taken from the queue.</summary>
    private static void Step(DataConnection db, Queue<int> pending, long due)
    {
        using var transaction = db.BeginTransaction();
        var around = new TierSurroundings(db);
        for (var rows = 0; rows < StepRows && pending.TryPeek(out var check);)
        {
            db.Execute(Lock, new DataParameter("check", check));
            var past = new TierQueries(db, check, around);
            var (rolled, until) = RollSome(db, past, due, StepRows - rows);
            rows += Math.Max(1, rolled);
            if (until == due)
                pending.Dequeue();
        }

        transaction.Commit();
    }

    private static (int Rows, long Until) RollSome(DataConnection db, TierQueries past, long due, int atMost)
    {
        var rounds = past.RowsFrom(past.Watermark, due, atMost);
        if (rounds.Count == 0)
            return (0, due);
        var from = TierTimes.Floor(rounds[0].At, TierTimes.Hour);
        var to = rounds.Count < atMost ? due : TierTimes.Floor(rounds[^1].At, TierTimes.Hour);
        if (to == from) // an hour that does not fit in is one all the same
            rounds = past.RowsFrom(from, to = from + TierTimes.Hour, int.MaxValue);
        Roll(db, past, new Stretch(from, to), [.. rounds.Where(round => round.At < to && IsRound(round.Kind))]);
        return (rounds.Count, to);
    }

    private static void Roll(DataConnection db, TierQueries past, Stretch part, List<Round> rounds)
    {
        var counted = rounds.Where(round => round.Kind <= ResultKind.Fail).ToList();
        foreach (var hour in counted.GroupBy(round => TierTimes.Floor(round.At, TierTimes.Hour)))
        {
            var minutes = hour.GroupBy(round => (int)((round.At - hour.Key) / TierTimes.Minute))
                .Select(minute => (minute.Key, Rollup: RollupOf(minute))).ToList();
            Store(db, past.Check, Tier.Minute, hour.Key, RollupBlob.Of(minutes));
            Store(db, past.Check, Tier.Hour, hour.Key, RollupBlob.Of(Sum(minutes.Select(minute => minute.Rollup))));
        }

        foreach (var day in counted.Select(round => TierTimes.Floor(round.At, TierTimes.Day)).Distinct())
            Store(db, past.Check, Tier.Day, day, RollupBlob.Of(Sum(past.Hours(new Stretch(day, day + TierTimes.Day)).Select(hour => hour.Rollup))));
        StoreSilences(db, past, part, rounds);
        db.Execute(
            Rolled, new DataParameter("check", past.Check), new DataParameter("until", part.To),
            new DataParameter("first", past.FirstRound(rounds.Count > 0 ? rounds[0].At : null), DataType.Int64),
            new DataParameter("last", rounds.Count > 0 ? rounds[^1].At : past.LastRoundBefore(part.From), DataType.Int64));
    }

    private static bool IsRound(ResultKind kind) => kind <= ResultKind.Fail || (int)kind >= StoredResult.InMaintenance;

    /// <summary>What was silent after the last round before the part is found anew when it is rolled up again.</summary>
    private static void StoreSilences(DataConnection db, TierQueries past, Stretch part, List<Round> rounds)
    {
        var last = past.LastRoundBefore(part.From);
        if (past.WasRolled(part.From))
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
