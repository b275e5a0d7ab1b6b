using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Reports;

/// <summary>A fresh look at all selected checks: which are asked next, and which have answered; pure.</summary>
/// <remarks>
/// So many are asked at once at most, so that the rounds of others do not wait behind them. Groups judge by what the board
/// shows of their members, so they come last. Nobody looks at a check that is paused, or outside its hours, and nobody waits for
/// one that is paused or removed meanwhile.
/// </remarks>
/// <param name="ToAsk">Not asked yet.</param>
/// <param name="Groups">To be asked when all others have answered.</param>
/// <param name="Asked">Have not answered yet.</param>
internal sealed record ReportRound(
    ImmutableQueue<CheckName> ToAsk, ImmutableQueue<CheckName> Groups, ImmutableHashSet<CheckName> Asked, ImmutableDictionary<CheckName, CheckTile> Tiles)
{
    /// <summary>What has not answered by then is named in the report.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>From the last answer until groups are asked: the board is a moment behind.</summary>
    public static readonly TimeSpan BeforeGroups = TimeSpan.FromSeconds(1);

    private const int AtOnce = 200;

    public bool IsDone => ToAsk.IsEmpty && Groups.IsEmpty && Asked.IsEmpty;

    /// <summary>Only groups are left.</summary>
    public bool WaitsForGroups => ToAsk.IsEmpty && Asked.IsEmpty && !Groups.IsEmpty;

    /// <summary>Those that have not answered.</summary>
    public ImmutableArray<CheckName> Silent => [.. Asked.Concat(ToAsk).Concat(Groups).Order()];

    /// <param name="tiles">How the checks stand as far as it is known.</param>
    public static ReportRound Of(ImmutableArray<CheckDefinition> checks, ImmutableDictionary<CheckName, CheckTile> tiles, DateTimeOffset now)
    {
        var asked = checks.Where(check => check.Enabled && tiles.GetValueOrDefault(check.Name)?.Quiet?.Paused is null && check.Timetable?.ClosedUntil(now) is null).ToArray();
        return new ReportRound(
            ImmutableQueue.CreateRange(asked.Where(check => !IsGroup(check)).Select(check => check.Name)),
            ImmutableQueue.CreateRange(asked.Where(IsGroup).Select(check => check.Name)),
            [],
            tiles);
    }

    /// <summary>Those that are asked now, as many as there is room for.</summary>
    public (ReportRound Next, ImmutableArray<CheckName> Now) Ask()
    {
        var (toAsk, now) = (ToAsk, ImmutableArray.CreateBuilder<CheckName>());
        while (!toAsk.IsEmpty && Asked.Count + now.Count < AtOnce)
        {
            toAsk = toAsk.Dequeue(out var name);
            now.Add(name);
        }

        return now.Count == 0 ? (this, []) : (this with { ToAsk = toAsk, Asked = Asked.Union(now) }, now.ToImmutable());
    }

    /// <summary>The groups come now.</summary>
    public ReportRound WithGroups() => this with { ToAsk = Groups, Groups = [] };

    /// <summary>A check stands like this now.</summary>
    /// <param name="hasEnded">A round of it has just ended.</param>
    public ReportRound Heard(CheckTile tile, bool hasEnded)
    {
        if (!Tiles.ContainsKey(tile.Name) && !Asked.Contains(tile.Name))
            return this;
        var round = this with { Tiles = Tiles.SetItem(tile.Name, tile), Asked = hasEnded ? Asked.Remove(tile.Name) : Asked };
        return tile.Quiet?.Paused is null ? round : round.Without([tile.Name]);
    }

    /// <summary>These will not answer.</summary>
    public ReportRound Without(ImmutableHashSet<CheckName> gone) => this with
    {
        ToAsk = Except(ToAsk, gone),
        Groups = Except(Groups, gone),
        Asked = Asked.Except(gone),
    };

    /// <summary>A check that is defined otherwise now has forgotten that it was asked.</summary>
    public ReportRound AskAgain(CheckName name) =>
        Asked.Contains(name) ? this with { Asked = Asked.Remove(name), ToAsk = ToAsk.Enqueue(name) } : this;

    private static ImmutableQueue<CheckName> Except(ImmutableQueue<CheckName> queue, ImmutableHashSet<CheckName> gone) =>
        queue.Any(gone.Contains) ? ImmutableQueue.CreateRange(queue.Where(name => !gone.Contains(name))) : queue;

    private static bool IsGroup(CheckDefinition check) => check.Type.Members(check.Spec) is not null;
}
