using System.Collections.Immutable;
using Monitor.Actors.Board;

namespace Monitor.Web.Board;

/// <summary>A tag, and how many of some checks have it.</summary>
/// <param name="Picked">How many checks there are.</param>
public readonly record struct TagCount(string Tag, int Count, int Picked)
{
    /// <summary>The tags of these checks, those that most of them have first.</summary>
    public static ImmutableArray<TagCount> Of(BoardSnapshot board, IReadOnlyCollection<string> names) =>
    [
        .. names.Select(board.Find).OfType<CheckTile>().SelectMany(tile => tile.Tags).GroupBy(tag => tag, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(tag => tag.Count()).ThenBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).Select(tag => new TagCount(tag.Key, tag.Count(), names.Count)),
    ];
}
