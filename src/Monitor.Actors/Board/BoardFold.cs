using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Roster;

namespace Monitor.Actors.Board;

/// <summary>Folds what was published since the last board into the next one; pure.</summary>
public static class BoardFold
{
    /// <param name="news">What was published, in order.</param>
    public static BoardSnapshot Next(BoardSnapshot board, IReadOnlyCollection<object> news, DateTimeOffset now)
    {
        var tiles = Tiles(board, news);
        var troubles = news.Aggregate(board.Faults, (faults, one) => faults.With(one));
        var seq = news.Count == 0 ? board.Seq : board.Seq + 1;
        return news.Aggregate(board, Facts) with
        {
            Seq = seq,
            ShapeSeq = tiles.Moved ? seq : board.ShapeSeq,
            EventSeq = board.EventSeq + news.Count(one => one is EventJournaled),
            At = now,
            Tiles = tiles.All,
            Places = Places(board, tiles.All),
            Past = tiles.Past,
            Faults = troubles,
        };
    }

    /// <summary>Looked up anew once no tile has come or gone: at a start they come all the time.</summary>
    private static IReadOnlyDictionary<string, int> Places(BoardSnapshot board, ImmutableArray<CheckTile> tiles)
    {
        if (tiles == board.Tiles || tiles.Length != board.Tiles.Length || tiles.Length == board.Places.Count)
            return board.Places;
        var places = new Dictionary<string, int>(tiles.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < tiles.Length; i++)
            places[tiles[i].Name.Value] = i;
        return places;
    }

    private static BoardSnapshot Facts(BoardSnapshot board, object news) => news switch
    {
        RosterChanged e => board with { Ready = true, Zone = e.Zone, Config = e.Config, StatusPage = e.StatusPage, Maintenance = e.Maintenance },
        _ => board,
    };

    private static (ImmutableArray<CheckTile> All, bool Moved, ImmutableDictionary<CheckName, ImmutableArray<ResultRow>> Past) Tiles(
        BoardSnapshot board, IReadOnlyCollection<object> news)
    {
        var changed = new Dictionary<string, CheckTile?>(StringComparer.OrdinalIgnoreCase);
        var past = board.Past;
        foreach (var one in news)
            past = Note(board, changed, past, one);
        var (all, moved) = changed.Count == 0 ? (board.Tiles, false) : Merge(board, changed);
        return (all, moved, past);
    }

    /// <returns>The past of checks that have not appeared yet.</returns>
    private static ImmutableDictionary<CheckName, ImmutableArray<ResultRow>> Note(
        BoardSnapshot board, Dictionary<string, CheckTile?> changed, ImmutableDictionary<CheckName, ImmutableArray<ResultRow>> past, object news)
    {
        CheckTile? Known(CheckName name) => changed.TryGetValue(name.Value, out var tile) ? tile : board.Find(name.Value);
        switch (news)
        {
            case CheckChanged e when past.TryGetValue(e.Tile.Name, out var rows):
                changed[e.Tile.Name.Value] = TileFold.WithPast(TileFold.After(Known(e.Tile.Name), e), rows);
                return past.Remove(e.Tile.Name);
            case CheckChanged e: changed[e.Tile.Name.Value] = TileFold.After(Known(e.Tile.Name), e); break;
            case CheckGone e when Known(e.Name)?.Name == e.Name: changed[e.Name.Value] = null; break; // not its namesake in other case
            case JournalFailed e when Known(e.Check) is { } tile: changed[e.Check.Value] = TileFold.Unreadable(tile, e); break;
            case CheckStalled e when Known(e.Check) is { } tile: changed[e.Check.Value] = TileFold.Stalled(tile); break;
            case PastLoaded e: return past.AddRange(NotePast(e, changed, Known));
            default: break;
        }

        return past;
    }

    private static IEnumerable<KeyValuePair<CheckName, ImmutableArray<ResultRow>>> NotePast(
        PastLoaded past, Dictionary<string, CheckTile?> changed, Func<CheckName, CheckTile?> known)
    {
        foreach (var (name, rows) in past.Recent)
            if (known(name) is { } tile)
                changed[name.Value] = TileFold.WithPast(tile, rows);
            else
                yield return new(name, rows);
    }

    /// <summary>What moves a card besides its status.</summary>
    private static (bool, bool, bool, bool, bool) Quiet(CheckTile? tile) => tile?.Quiet is not { } quiet ? default
        : (true, quiet.Paused is not null, quiet.Maintenance is not null, quiet.UnreachableBehind is not null, quiet.Flapping);

    /// <summary>What is not in the news is not looked at: ten thousand tiles change a few at a time.</summary>
    private static (ImmutableArray<CheckTile>, bool) Merge(BoardSnapshot board, Dictionary<string, CheckTile?> changed)
    {
        var tiles = board.Tiles.ToArray();
        var (moved, gone, added) = (false, false, new List<CheckTile>());
        foreach (var (name, tile) in changed)
        {
            var at = board.IndexOf(name);
            if (at >= 0)
            {
                moved |= tile?.Status != tiles[at].Status || Quiet(tile) != Quiet(tiles[at]);
                gone |= tile is null;
                tiles[at] = tile!; // null only until the end of this method
            }
            else if (tile is not null)
            {
                added.Add(tile);
            }
        }

        if (!gone && added.Count == 0)
            return (ImmutableCollectionsMarshal.AsImmutableArray(tiles), moved);
        return (Woven(tiles, added), true);
    }

    /// <summary>At the start of a hundred thousand checks they come a few at a time: only those are sorted.</summary>
    private static ImmutableArray<CheckTile> Woven(CheckTile?[] tiles, List<CheckTile> added)
    {
        added.Sort((one, other) => one.Name.CompareTo(other.Name));
        var woven = ImmutableArray.CreateBuilder<CheckTile>(tiles.Length + added.Count);
        var next = 0;
        foreach (var tile in tiles)
        {
            if (tile is null)
                continue;
            for (; next < added.Count && added[next].Name.CompareTo(tile.Name) < 0; next++)
                woven.Add(added[next]);
            woven.Add(tile);
        }

        for (; next < added.Count; next++)
            woven.Add(added[next]);
        return woven.DrainToImmutable();
    }
}

/// <summary>Recent results of every check, read once at the start so that the board does not begin empty.</summary>
public sealed record PastLoaded(ImmutableDictionary<CheckName, ImmutableArray<ResultRow>> Recent);
