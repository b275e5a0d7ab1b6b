using Monitor.Actors.Board;

namespace Monitor.Actors.Checks.Groups;

/// <summary>How a group is, from how its members are on the board; pure.</summary>
/// <remarks>
/// Members without data count for neither side: the group has no data only when they could change the answer. A paused
/// member is left out of the worst; how many are OK it could change.
/// </remarks>
public static class GroupJudge
{
    private const int LongestReason = 80;

    /// <param name="self">Never its own member, whatever its tags.</param>
    public static Observation Judge(GroupMembers group, CheckName self, BoardSnapshot board)
    {
        var members = MembersOf(group, self, board);
        var all = members.Select(member => member.Part).ToArray();
        var active = members.Where(member => !member.IsPaused).Select(member => member.Part).ToArray();
        var seen = members.Length == 0 ? ErrorDetails.NotObserved("no check on the board is a member")
            : group.AtLeast is { } least ? Enough(new Tally(all), least)
            : active.Length == 0 ? ErrorDetails.NotObserved("all members are paused")
            : Worst(new Tally(active));
        return seen with { Parts = SubResult.WorstFirst(all), Timed = false };
    }

    private static (SubResult Part, bool IsPaused)[] MembersOf(GroupMembers group, CheckName self, BoardSnapshot board)
    {
        var named = group.Names.Select(name => board.Find(name.Value) is { } tile ? Of(tile) : (new SubResult(name.Value, CheckStatus.Unknown, "not on the board yet"), false));
        if (group.Tags.IsEmpty)
            return [.. named];
        var names = group.Names.Select(name => name.Key).ToHashSet(StringComparer.Ordinal);
        return [.. named, .. board.Tiles.Where(tile => tile.Name != self && group.HasTagOf(tile.Tags) && !names.Contains(tile.Name.Key)).Select(Of)];
    }

    private static (SubResult, bool) Of(CheckTile tile) => tile.Quiet?.Paused is not null
        ? (new SubResult(tile.Name.Value, CheckStatus.Unknown, "paused"), true)
        : (new SubResult(tile.Name.Value, tile.Status, tile.Status == CheckStatus.Ok ? null : tile.Reason), false);

    private static Observation Worst(Tally all) => all switch
    {
        { Failing.Length: > 0 } => ErrorDetails.Failed(all.Say("failing", all.Failing)),
        { Unknown.Length: > 0 } => ErrorDetails.NotObserved(all.Say("without data", all.Unknown)),
        { Warning.Length: > 0 } => Warned(all.Say("warning", all.Warning)),
        _ => new Observation(ObservationKind.Passed),
    };

    private static Observation Enough(Tally all, int least)
    {
        var up = all.Ok.Length + all.Warning.Length;
        var notUp = all.Failing.Length == 0 ? "" : $"; {all.Say("failing", all.Failing)}";
        if (up + all.Unknown.Length < least)
            return ErrorDetails.Failed($"{up} of {all.Count} OK, at least {least} expected{notUp}");
        if (up < least)
            return ErrorDetails.NotObserved($"{up} of {all.Count} OK, at least {least} expected; {all.Say("without data", all.Unknown)}");
        return all.Ok.Length < least
            ? Warned($"{up} of {all.Count} OK; {all.Say("warning", all.Warning)}{notUp}")
            : new Observation(ObservationKind.Passed, all.Failing.Length == 0 ? null : ErrorDetails.Short($"{up} of {all.Count} OK{notUp}"));
    }

    private static Observation Warned(string reason) =>
        ErrorDetails.Make(ObservationKind.Warned, reason, null, ("error", ErrorDetails.Short(reason)));

    /// <summary>The members by how they are.</summary>
    private sealed class Tally(SubResult[] all)
    {
        public int Count => all.Length;

        public SubResult[] Ok { get; } = Of(all, CheckStatus.Ok);

        public SubResult[] Warning { get; } = Of(all, CheckStatus.Warn);

        public SubResult[] Failing { get; } = Of(all, CheckStatus.Fail);

        public SubResult[] Unknown { get; } = Of(all, CheckStatus.Unknown);

        public string Say(string how, SubResult[] which) =>
            $"{which.Length} of {Count} {how}: {string.Join(", ", which.OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase).Take(10).Select(Said))}{(which.Length > 10 ? ", …" : "")}";

        private static SubResult[] Of(SubResult[] all, CheckStatus status) => [.. all.Where(one => one.Status == status)];

        private static string Said(SubResult one) => one.Reason is { Length: > 0 } reason
            ? $"{one.Name} ({(reason.Length <= LongestReason ? reason : string.Concat(reason.AsSpan(0, LongestReason - 1), "…"))})"
            : one.Name;
    }
}
