using System.Collections.Immutable;
using Monitor.Web.Board;

namespace Monitor.Web.Wall;

/// <summary>Which checks have a card on the wall; pure.</summary>
/// <param name="Slots">Places in the snapshot, worst first.</param>
/// <param name="More">How many others fail or are degraded.</param>
public sealed record WallPlan(ImmutableArray<int> Slots, int More)
{
    /// <summary>More would be too small to be read from across a room.</summary>
    private const int Most = 15;

    /// <summary>The last place says how many are left out.</summary>
    public int Cards => Slots.Length + (More > 0 ? 1 : 0);

    public static WallPlan Of(BoardView view)
    {
        var attention = view.Lanes.Where(lane => lane.Counts.Fail + lane.Counts.Warn > 0).Take(1).SelectMany(lane => lane.Slots).ToImmutableArray();
        return attention.Length <= Most ? new(attention, 0) : new(attention[..(Most - 1)], attention.Length - Most + 1);
    }

    /// <summary>The fewer there are, the larger they are.</summary>
    public static int Columns(int cards) => cards switch
    {
        <= 3 => Math.Max(1, cards),
        4 => 2,
        <= 6 => 3,
        <= 8 => 4,
        _ => 5,
    };
}
