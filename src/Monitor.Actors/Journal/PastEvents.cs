using System.Collections.Immutable;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>Reads what all checks have decided since a moment, as far as a report tells of it.</summary>
public sealed class PastEvents(DataOptions options)
{
    /// <summary>More than a report could say, and little enough to be kept in memory.</summary>
    public const int Most = 20_000;

    private static readonly string[] Kinds =
    [
        .. new[] { typeof(CheckEvent.Defined), typeof(CheckEvent.Retired), typeof(CheckEvent.WentDown), typeof(CheckEvent.Recovered), typeof(CheckEvent.DeadlineMissed), typeof(CheckEvent.RemedyJudged) }
            .Select(kind => EventManifests.All.Single(manifest => EventManifests.TypeOf(manifest) == kind)),
    ];

    /// <summary>Oldest first; of more than <see cref="Most"/> the newest.</summary>
    public Task<ImmutableArray<PastEvent>> ReadAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) => Task.Run(
        () =>
        {
            using var db = new DataConnection(options);
            var rows = JournalStretches.Backwards(db.GetTable<JournalRow>().Where(row => !row.IsDeleted && Kinds.Contains(row.Manifest)), since, cancel);
            return rows.Take(Most).Select(row => Of(db, row)).OfType<PastEvent>()
                .Where(past => past.Happened.At >= since && past.Happened.At < until).Reverse().ToImmutableArray();
        },
        cancel);

    /// <summary>A damaged event must not hide the others.</summary>
    private static PastEvent? Of(DataConnection db, JournalRow row)
    {
        try
        {
            return row.PersistenceId.StartsWith(CheckActor.IdPrefix, StringComparison.Ordinal)
                && CheckName.TryParse(row.PersistenceId[CheckActor.IdPrefix.Length..], out var check, out _)
                && EventJson.Read(row.Message, row.Manifest) is var happened
                    ? new PastEvent(check, happened, happened is CheckEvent.Defined && IsFirst(db, row))
                    : null;
        }
        catch (JournalFormatException)
        {
            return null;
        }
    }

    private static bool IsFirst(DataConnection db, JournalRow row) => row.SequenceNumber == 1
        || db.GetTable<JournalRow>().Any(before => before.PersistenceId == row.PersistenceId && before.SequenceNumber == row.SequenceNumber - 1
            && before.Manifest == RetiredManifest);

    private static readonly string RetiredManifest = EventManifests.All.Single(manifest => EventManifests.TypeOf(manifest) == typeof(CheckEvent.Retired));
}
