using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks.Groups;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Once;

/// <summary>Judges groups by what was just seen of their members, the inner groups first; pure.</summary>
internal static class OnceGroups
{
    public static bool IsGroup(CheckDefinition check) => check.Type.Members(check.Spec) is not null;

    /// <returns>Everything in <paramref name="plain"/>, and the groups among <paramref name="checks"/>.</returns>
    public static Dictionary<CheckName, OnceResult> Judge(
        MonitorConfig config, ImmutableArray<CheckDefinition> checks, IEnumerable<OnceResult> plain, DateTimeOffset now)
    {
        var known = plain.ToDictionary(result => result.Check.Name);
        var waiting = checks.Where(IsGroup).ToList();
        while (waiting.Count > 0)
        {
            var board = Board(config, known.Values);
            var ready = waiting.Where(group => !waiting.Exists(other => other != group && IsMember(other, group))).ToList();
            foreach (var group in ready.Count > 0 ? ready : [.. waiting]) // there are no circles: the configuration's reader refuses them
                known[group.Name] = Judge(group, board, now);
            waiting.RemoveAll(group => known.ContainsKey(group.Name));
        }

        return known;
    }

    public static bool IsMember(CheckDefinition check, CheckDefinition group) =>
        group.Type.Members(group.Spec) is { } members && check.Name != group.Name && (members.Names.Contains(check.Name) || members.HasTagOf(check.Tags));

    private static OnceResult Judge(CheckDefinition group, BoardSnapshot board, DateTimeOffset now)
    {
        var seen = GroupJudge.Judge(group.Type.Members(group.Spec)!, group.Name, board); // it is a group
        return new OnceResult(group, new ProbeResult(seen, TimeSpan.Zero, 1, now), RoundJudge.Judge(seen, TimeSpan.Zero, group), CanTell: false);
    }

    /// <summary>What is not looked at because the file says so is on the board as paused.</summary>
    private static BoardSnapshot Board(MonitorConfig config, IReadOnlyCollection<OnceResult> known)
    {
        var seen = known.Select(result => result.Check.Name).ToHashSet();
        var tiles = known.Select(result => result.Tile)
            .Concat(config.Checks.Where(check => !check.Enabled && !seen.Contains(check.Name)).Select(Resting))
            .OrderBy(tile => tile.Name.Value, StringComparer.OrdinalIgnoreCase);
        return new BoardSnapshot { Tiles = [.. tiles] };
    }

    private static CheckTile Resting(CheckDefinition check) => CheckFace.New.Tile(check, CheckState.New, nextDueAt: null) with
    {
        Quiet = QuietTile.Of(check, CheckState.New, maintenance: null, failingParent: null, silence: null),
    };
}
