using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Web.Board;

/// <summary>How the checks that need no attention are put together; pure.</summary>
public static class BoardLanes
{
    private const string NoGroup = "No group";

    /// <summary>What a board can be grouped by, in the words of its query string.</summary>
    public static ImmutableArray<string> Words { get; } = ["group", "severity", "type"];

    /// <summary>Lanes of the given checks: those of a group that has trouble first, then by name; one lane when nothing is asked for.</summary>
    /// <param name="troubled">The checks that need attention, which have a lane of their own.</param>
    public static IEnumerable<Lane> Of(ImmutableArray<CheckTile> tiles, IReadOnlyList<int> slots, IEnumerable<int> troubled, BoardFilter filter, string titleOfAll)
    {
        if (filter.By is not { } by)
            return [new Lane(titleOfAll, "by name", [.. slots], StatusCounts.Of(slots.Select(slot => tiles[slot])))];
        var hurt = troubled.Where(slot => tiles[slot].Status == CheckStatus.Fail).Select(slot => Key(tiles[slot], by)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return slots.GroupBy(slot => Key(tiles[slot], by), StringComparer.OrdinalIgnoreCase)
            .OrderBy(lane => !hurt.Contains(lane.Key)).ThenBy(lane => lane.Key == NoGroup).ThenBy(lane => lane.Key, StringComparer.OrdinalIgnoreCase)
            .Select(lane => new Lane(lane.Key, "by name", [.. lane], StatusCounts.Of(lane.Select(slot => tiles[slot]))) { IsFolded = filter.Folded.Contains(lane.Key) });
    }

    private static string Key(CheckTile tile, string by) => by switch
    {
        "severity" => tile.Severity,
        "type" => tile.Type,
        _ => tile.Group ?? NoGroup,
    };
}
