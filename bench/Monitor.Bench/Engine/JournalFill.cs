using System.Globalization;
using LinqToDB.Data;
using LinqToDB.Mapping;
using Monitor.Actors.Checks;
using Monitor.Actors.Hosting;
using Monitor.Actors.Journal;

namespace Monitor.Bench.Engine;

/// <summary>A year of incidents, written into a journal as the engine would have written them.</summary>
public static class JournalFill
{
    /// <summary>Down, told, delivered; up, told, delivered.</summary>
    private const int PerIncident = 6;

    /// <returns>How many events there are then.</returns>
    public static long Fill(Store store, Workload work)
    {
        using var db = new DataConnection(store.Journal);
        var numbers = db.Query<(string Id, long Highest)>(
            "SELECT persistence_id AS Item1, MAX(sequence_number) AS Item2 FROM journal WHERE persistence_id LIKE 'check-%' GROUP BY persistence_id")
            .ToDictionary(one => one.Id, one => one.Highest, StringComparer.Ordinal);
        var stored = numbers.Values.Sum();
        var incidents = (int)Math.Max(1, (work.Events - stored) / (PerIncident * work.Checks));
        using var transaction = db.BeginTransaction();
        db.BulkCopy(new BulkCopyOptions(BulkCopyType: BulkCopyType.MultipleRows), Rows(numbers, incidents));
        transaction.Commit();
        return stored + ((long)numbers.Count * incidents * PerIncident);
    }

    /// <summary>In the order of time, so that the events of all checks lie among each other.</summary>
    private static IEnumerable<JournalEntry> Rows(Dictionary<string, long> numbers, int incidents)
    {
        var year = TimeProvider.System.GetUtcNow().AddYears(-1);
        for (var incident = 0; incident < incidents; incident++)
        {
            foreach (var (id, highest) in numbers)
            {
                var at = year + (TimeSpan.FromDays(364) / incidents * incident);
                var number = highest + ((long)incident * PerIncident);
                foreach (var happened in Incident(id[CheckActor.IdPrefix.Length..], at))
                    yield return new JournalEntry
                    {
                        PersistenceId = id,
                        SequenceNumber = ++number,
                        Created = happened.At.UtcTicks,
                        Message = EventJson.Write(happened),
                        Manifest = EventManifests.Of(happened),
                    };
            }
        }
    }

    private static IEnumerable<CheckEvent> Incident(string check, DateTimeOffset at)
    {
        var id = $"{check}/{at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}";
        var (failed, recovered) = (CheckDecider.AlertId(id, AlertKind.FirstFail), CheckDecider.AlertId(id, AlertKind.Recovered));
        yield return new CheckEvent.WentDown(at, id, "HTTP 503, expected 200", "{\"status_code\":503}");
        yield return new CheckEvent.AlertRaised(
            at, failed, AlertKind.FirstFail, id, "P3", "HTTP 503, expected 200", "{\"status_code\":503}", ["console"]);
        yield return new CheckEvent.AlertDelivered(at.AddSeconds(1), failed, "console", "sent");
        yield return new CheckEvent.Recovered(at.AddMinutes(5), id);
        yield return new CheckEvent.AlertRaised(at.AddMinutes(5), recovered, AlertKind.Recovered, id, "P3", null, "{\"status_code\":200}", ["console"]);
        yield return new CheckEvent.AlertDelivered(at.AddMinutes(5).AddSeconds(1), recovered, "console", "sent");
    }

    /// <summary>A row of the table that Akka.Persistence.Sql keeps.</summary>
    [Table("journal")]
    private sealed class JournalEntry
    {
        [Column("ordering"), Identity]
        public long Ordering { get; init; }

        [Column("deleted")]
        public bool IsDeleted { get; init; }

        [Column("persistence_id")]
        public string PersistenceId { get; init; } = "";

        [Column("sequence_number")]
        public long SequenceNumber { get; init; }

        [Column("created")]
        public long Created { get; init; }

        [Column("message")]
        public byte[] Message { get; init; } = [];

        [Column("manifest")]
        public string Manifest { get; init; } = "";

        [Column("writer_uuid")]
        public string Writer { get; init; } = "bench";

        /// <summary>Of <see cref="JournalSerializer"/>.</summary>
        [Column("identifier")]
        public int Serializer { get; init; } = 8501;
    }
}
