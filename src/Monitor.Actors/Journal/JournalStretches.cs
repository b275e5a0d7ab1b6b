using LinqToDB;

namespace Monitor.Actors.Journal;

/// <summary>Reads the journal from its end backwards, a stretch at a time.</summary>
internal static class JournalStretches
{
    private const int Stretch = 2_000;

    /// <summary>An event is stored a moment after the time that it bears.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>Newest first, back to that time; null for all.</summary>
    public static IEnumerable<JournalRow> Backwards(IQueryable<JournalRow> wanted, DateTimeOffset? since, CancellationToken cancel)
    {
        var oldest = since is { } from && from > DateTimeOffset.MinValue + Slack ? (from - Slack).UtcTicks : 0;
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
