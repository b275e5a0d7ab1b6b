using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Board;

/// <summary>A snapshot filtered and put in order: what needs attention, then the rest.</summary>
/// <remarks>
/// Holds places in <see cref="BoardSnapshot.Tiles"/>, not tiles: while nothing is added, removed or changes status, the
/// same view draws newer snapshots, and no card moves under the pointer.
/// </remarks>
public sealed class BoardView
{
    public static BoardView Empty { get; } = Of(BoardSnapshot.Empty, new BoardFilter());

    private BoardView(ImmutableArray<Lane> lanes, StatusCounts all, ImmutableArray<string> severities, ImmutableArray<string> groups, ImmutableArray<string> tags, ImmutableArray<string> types, int total)
    {
        Lanes = lanes;
        All = all;
        Severities = severities;
        Groups = groups;
        Tags = tags;
        Types = types;
        Total = total;
        Matching = lanes.Sum(lane => lane.Slots.Length);
    }

    /// <summary>Lanes without checks are left out.</summary>
    public ImmutableArray<Lane> Lanes { get; }

    /// <summary>Of the whole board, whatever the filter.</summary>
    public StatusCounts All { get; }

    public ImmutableArray<string> Severities { get; }

    public ImmutableArray<string> Groups { get; }

    public ImmutableArray<string> Tags { get; }

    public ImmutableArray<string> Types { get; }

    public int Matching { get; }

    public int Total { get; }

    public static BoardView Of(BoardSnapshot board, BoardFilter filter)
    {
        var tiles = board.Tiles;
        var buckets = new Dictionary<CheckStatus, List<int>>
        {
            [CheckStatus.Fail] = [],
            [CheckStatus.Warn] = [],
            [CheckStatus.Ok] = [],
        };
        var all = default(StatusCounts);
        var severities = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var groups = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var tags = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var types = new SortedSet<string>(StringComparer.Ordinal);
        for (var slot = 0; slot < tiles.Length; slot++)
        {
            var tile = tiles[slot];
            all = all.Add(tile);
            severities.Add(tile.Severity);
            types.Add(tile.Type);
            if (tile.Group is { } group)
                groups.Add(group);
            tags.UnionWith(tile.Tags);
            if (filter.Admits(tile))
                buckets[tile.Status is CheckStatus.Unknown || QuietLook.Paused.Applies(tile) ? CheckStatus.Ok : tile.Status].Add(slot);
        }

        ImmutableArray<int> attention = [.. Worst(tiles, buckets[CheckStatus.Fail]), .. Worst(tiles, buckets[CheckStatus.Warn])];
        ImmutableArray<Lane> lanes =
        [
            new("Needs attention", "not OK now, worst first", attention, StatusCounts.Of(attention.Select(slot => tiles[slot]))),
            .. BoardLanes.Of(tiles, buckets[CheckStatus.Ok], attention, filter, attention.IsEmpty ? "All checks" : "Everything else"),
        ];
        return new BoardView([.. lanes.Where(lane => lane.Slots.Length > 0)], all, [.. severities], [.. groups], [.. tags], [.. types], tiles.Length);
    }

    /// <summary>The view in lines of so many cells; every lane begins with a line's first cell, its heading.</summary>
    public ImmutableArray<BoardLine> Lines(int columns)
    {
        var lines = ImmutableArray.CreateBuilder<BoardLine>();
        foreach (var lane in Lanes)
            for (var cell = 0; cell <= (lane.IsFolded ? 0 : lane.Slots.Length); cell += columns)
                lines.Add(cell == 0
                    ? new BoardLine(lane, lane.IsFolded ? [] : lane.Slots[..Math.Min(columns - 1, lane.Slots.Length)])
                    : new BoardLine(null, lane.Slots[(cell - 1)..Math.Min(cell - 1 + columns, lane.Slots.Length)]));
        return lines.ToImmutable();
    }

    // What nobody is told of comes after what somebody has to see to; P1 before P2; the order within is that of the names, which does not change while people look.
    private static IEnumerable<int> Worst(ImmutableArray<CheckTile> tiles, List<int> slots) =>
        slots.OrderBy(slot => QuietLook.Of(tiles[slot]).Any()).ThenBy(slot => tiles[slot].Severity, StringComparer.OrdinalIgnoreCase).ThenBy(slot => slot);
}

/// <summary>A group of checks under one heading; <paramref name="Slots"/> are places in the snapshot.</summary>
public sealed record Lane(string Title, string Order, ImmutableArray<int> Slots, StatusCounts Counts)
{
    /// <summary>Whether only its heading is shown.</summary>
    public bool IsFolded { get; init; }
}

/// <summary>One line of the board: at most a heading and some checks.</summary>
public sealed record BoardLine(Lane? Heading, ImmutableArray<int> Slots);
