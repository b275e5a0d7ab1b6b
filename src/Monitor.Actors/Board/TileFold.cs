using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Board;

/// <summary>How a tile follows from the one before it; pure.</summary>
public static class TileFold
{
    /// <summary>The check's own facts, with the beats and the latencies of the rounds before.</summary>
    public static CheckTile After(CheckTile? before, CheckChanged change)
    {
        var beats = before?.Beats ?? default;
        var trail = before?.LatencyTrail ?? [];
        return change.Beat is not { } beat
            ? change.Tile with
            {
                Beats = beats,
                LatencyTrail = trail,
                LastCheckedAt = change.Tile.LastCheckedAt ?? before?.LastCheckedAt,
                LatencyMs = change.Tile.LastCheckedAt is null ? before?.LatencyMs : change.Tile.LatencyMs,
            }
            : change.Tile with { Beats = beats.Add(beat), LatencyTrail = Add(trail, change.Tile.LatencyMs ?? 0) };
    }

    /// <summary>Nothing is known of the target while the check's journal does not work.</summary>
    public static CheckTile Unreadable(CheckTile tile, JournalFailed failed) =>
        tile with { Status = CheckStatus.Unknown, Reason = $"the journal does not work: {failed.Reason}", Retry = null };

    /// <summary>Nothing is known of a target whose rounds do not end; the next one that does says more.</summary>
    public static CheckTile Stalled(CheckTile tile) =>
        tile with { Status = CheckStatus.Unknown, Reason = "stalled: the monitor does not finish a round of it", Retry = null };

    /// <summary>Puts results from before the start in front of what was seen since.</summary>
    /// <param name="rows">Oldest first.</param>
    public static CheckTile WithPast(CheckTile tile, ImmutableArray<ResultRow> rows)
    {
        var past = rows.Where(row => row.Kind <= ResultKind.Fail).ToImmutableArray();
        if (past.IsEmpty)
            return tile;
        var beats = past.Aggregate(default(Beats), (sum, row) => sum.Add((CheckStatus)row.Kind));
        return tile with
        {
            Beats = tile.Beats.OldestFirst().Aggregate(beats, (sum, status) => sum.Add(status)),
            LatencyTrail = [.. past.Select(row => row.LatencyMs ?? 0).Concat(tile.LatencyTrail).TakeLast(CheckTile.TrailLength)],
            LastCheckedAt = tile.LastCheckedAt ?? past[^1].At,
            LatencyMs = tile.LastCheckedAt is null ? past[^1].LatencyMs : tile.LatencyMs,
        };
    }

    private static ImmutableArray<int> Add(ImmutableArray<int> trail, int latency) =>
        trail.Length < CheckTile.TrailLength ? trail.Add(latency) : [.. trail.AsSpan(1..), latency];
}
