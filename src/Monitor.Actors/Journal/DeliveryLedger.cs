using System.Collections.Immutable;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>Reads from the journal what became of each alert on each channel, newest alert first.</summary>
/// <remarks>
/// One pass from the end of the journal, a stretch at a time, until the page is full. Reads the journal's own table, so it can
/// neither lag behind it nor differ from it.
/// </remarks>
public sealed class DeliveryLedger(DataOptions options)
{
    private const int MaxLimit = 1_000;
    private const int Stretch = 2_000;

    /// <summary>An alert is stored a moment after the time that it bears.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private static readonly string[] Kinds =
    [
        .. new[] { typeof(CheckEvent.AlertRaised), typeof(CheckEvent.AlertHeld), typeof(CheckEvent.AlertDelivered), typeof(CheckEvent.AlertAbandoned) }
            .Select(kind => EventManifests.All.Single(manifest => EventManifests.TypeOf(manifest) == kind)),
    ];

    private static readonly string Prefix = CheckActor.IdPrefix;

    /// <summary>A page of about so many: an alert is not cut between its channels.</summary>
    public Task<DeliveryPage> ReadAsync(DeliveryFilter filter, int limit, CancellationToken cancel = default) =>
        Task.Run(() => Read(filter, Math.Clamp(limit, 1, MaxLimit), cancel), cancel);

    /// <summary>What became of one alert on one channel; null when there is none.</summary>
    public Task<AlertDelivery?> FindAsync(string check, string id, string channel, CancellationToken cancel = default) =>
        Task.Run(() => Deliveries(new DeliveryFilter(check, channel), cancel).FirstOrDefault(delivery => delivery.Alert.Id == id), cancel);

    private DeliveryPage Read(DeliveryFilter filter, int limit, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<AlertDelivery>();
        foreach (var delivery in Deliveries(filter, cancel))
        {
            if (found.Count >= limit && found[^1].Ordering != delivery.Ordering)
                return new DeliveryPage(found.ToImmutable(), found[^1].Ordering);
            found.Add(delivery);
        }

        return new DeliveryPage(found.ToImmutable(), null);
    }

    private IEnumerable<AlertDelivery> Deliveries(DeliveryFilter filter, CancellationToken cancel)
    {
        using var db = new DataConnection(options);
        var fold = new DeliveryFold();
        foreach (var row in Backwards(db, filter, cancel))
            if (EventJson.ReadOrNull(row.Message, row.Manifest) is { } happened)
                foreach (var delivery in fold.Take(row.Ordering, row.PersistenceId[Prefix.Length..], happened).Where(filter.Takes))
                    yield return delivery;
    }

    private static IEnumerable<JournalRow> Backwards(DataConnection db, DeliveryFilter filter, CancellationToken cancel)
    {
        var wanted = db.GetTable<JournalRow>().Where(row => !row.IsDeleted && Kinds.Contains(row.Manifest));
        if (filter.Check is { } check)
            wanted = wanted.Where(row => row.PersistenceId == Prefix + check);
        var oldest = filter.Since is { } since && since > DateTimeOffset.MinValue + Slack ? (since - Slack).UtcTicks : 0;
        var rows = wanted.OrderByDescending(row => row.Ordering).Take(Stretch).ToArray();
        while (rows.Length > 0)
        {
            foreach (var row in rows)
            {
                cancel.ThrowIfCancellationRequested();
                if (row.Created < oldest)
                    yield break;
                yield return row;
            }

            var last = rows[^1].Ordering;
            rows = rows.Length < Stretch ? [] : [.. wanted.Where(row => row.Ordering < last).OrderByDescending(row => row.Ordering).Take(Stretch)];
        }
    }
}
