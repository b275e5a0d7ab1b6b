using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Checks;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>Reads what all checks have decided since a moment, as far as a report tells of it.</summary>
public sealed class PastEvents(DataOptions options)
{
    private static readonly string[] Kinds =
    [
        .. new[] { typeof(CheckEvent.Defined), typeof(CheckEvent.Retired), typeof(CheckEvent.WentDown), typeof(CheckEvent.Recovered), typeof(CheckEvent.DeadlineMissed), typeof(CheckEvent.RemedyJudged) }
            .Select(EventManifests.Of),
    ];

    private static readonly string DefinedManifest = EventManifests.Of(typeof(CheckEvent.Defined));

    private static readonly string RetiredManifest = EventManifests.Of(typeof(CheckEvent.Retired));

    /// <summary>Oldest first; of more than <paramref name="most"/> the newest.</summary>
    public Task<Excerpt<PastEvent>> ReadAsync(DateTimeOffset since, DateTimeOffset until, int most, CancellationToken cancel) => Task.Run(
        () =>
        {
            using var db = new DataConnection(options);
            var rows = JournalStretches.Backwards(db.Journal().Where(row => !row.IsDeleted && Kinds.Contains(row.Manifest)), since, cancel);
            var found = Excerpt.Of(rows.Select(Of).OfType<Placed>().Where(one => one.Past.Happened.At >= since && one.Past.Happened.At < until), most).Reversed();
            var anew = DefinedAnew(db, found);
            return new Excerpt<PastEvent>([.. found.Items.Select(one => one.IsOldest || anew.Contains(one.Ordering) ? one.Past with { IsFirst = true } : one.Past)], found.IsCut);
        },
        cancel);

    /// <summary>Null for what concerns no check, and for a damaged event: it must not hide the others.</summary>
    private static Placed? Of(JournalRow row) =>
        row.PersistenceId.StartsWith(CheckActor.IdPrefix, StringComparison.Ordinal)
        && CheckName.TryParse(row.PersistenceId[CheckActor.IdPrefix.Length..], out var check, out _)
        && EventJson.ReadOrNull(row.Message, row.Manifest) is { } happened
            ? new Placed(row.Ordering, happened is CheckEvent.Defined && row.SequenceNumber == 1, new PastEvent(check, happened))
            : null;

    /// <summary>Where those are defined whose namesake was removed just before.</summary>
    private static HashSet<long> DefinedAnew(DataConnection db, Excerpt<Placed> found)
    {
        if (found.Items.FirstOrDefault(one => one.Past.Happened is CheckEvent.Defined && !one.IsOldest) is not { Ordering: var first })
            return [];
        return
        [
            .. from defined in db.GetTable<JournalRow>()
               join before in db.GetTable<JournalRow>()
                   on new { defined.PersistenceId, Number = defined.SequenceNumber - 1 } equals new { before.PersistenceId, Number = before.SequenceNumber }
               where defined.Ordering >= first && defined.Manifest == DefinedManifest && before.Manifest == RetiredManifest
               select defined.Ordering,
        ];
    }

    /// <summary>An event and where it stands in the journal.</summary>
    /// <param name="IsOldest">It is the definition with which the check begins.</param>
    private sealed record Placed(long Ordering, bool IsOldest, PastEvent Past);
}
