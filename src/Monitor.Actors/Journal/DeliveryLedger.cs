using System.Collections.Immutable;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>Reads from the journal what became of each alert on each channel, newest alert first.</summary>
/// <remarks>
/// One pass from the end of the journal, a stretch at a time, until the page is full. Reads the journal's own table, so it can
/// neither lag behind it nor differ from it.
/// </remarks>
public sealed class DeliveryLedger(DataOptions options)
{
    private const int MaxLimit = 1_000;
    private static readonly string[] Kinds =
    [
        .. new[] { typeof(CheckEvent.AlertRaised), typeof(CheckEvent.AlertHeld), typeof(CheckEvent.AlertDelivered), typeof(CheckEvent.AlertAbandoned) }
            .Select(EventManifests.Of),
        .. ReportSerializer.All,
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
        foreach (var row in JournalStretches.Backwards(Wanted(db, filter), filter.Since, cancel))
            if (Event(row) is { } happened)
                foreach (var delivery in fold.Take(row.Ordering, NameOf(row), happened).Where(filter.Takes))
                    yield return delivery;
    }

    /// <summary>Reports are told to channels too; a question about one check is not about them.</summary>
    private static IQueryable<JournalRow> Wanted(DataConnection db, DeliveryFilter filter)
    {
        var rows = db.Journal().Where(row => !row.IsDeleted && Kinds.Contains(row.Manifest));
        return filter.Check is { } check ? rows.Where(row => row.PersistenceId == Prefix + check) : rows;
    }

    private static string NameOf(JournalRow row) => row.PersistenceId == ReportsActor.Id ? row.PersistenceId : row.PersistenceId[Prefix.Length..];

    /// <summary>A damaged event must not hide the others.</summary>
    private static CheckEvent? Event(JournalRow row) =>
        row.PersistenceId != ReportsActor.Id ? EventJson.ReadOrNull(row.Message, row.Manifest)
        : ReportSerializer.ReadOrNull(row.Message, row.Manifest) is { } report ? ReportLedger.Of(report)
        : null;
}
