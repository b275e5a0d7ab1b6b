using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Groups;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Groups;

public sealed class GroupJudgeTests
{
    private static CheckTile Tile(string name, CheckStatus status, string? reason = null, params string[] tags) =>
        CheckFace.New.Tile(Some.Definition() with { Name = CheckName.Of(name), Tags = [.. tags] }, CheckState.New, Some.T0)
            with
        { Status = status, Reason = reason };

    private static readonly BoardSnapshot Board = new()
    {
        Tiles =
        [
            Tile("dark", CheckStatus.Unknown, "waiting for the first ping", "d"),
            Tile("db-1", CheckStatus.Fail, "connection refused", "db"),
            Tile("db-2", CheckStatus.Ok, "kept to itself", "db", "eu"),
            Tile("db-3", CheckStatus.Ok, null, "DB"),
            Tile("group", CheckStatus.Fail, "1 of 3 failing", "db"),
            Tile("slow", CheckStatus.Warn, "answered in 900 ms", "eu"),
        ],
    };

    private static Observation Judge(string names, string tags = "", int? atLeast = null, BoardSnapshot? board = null) => GroupJudge.Judge(
        new GroupMembers(
            [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CheckName.Of)], [.. tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)], atLeast),
        CheckName.Of("group"), board ?? Board);

    private static void Says(ObservationKind kind, string? reason, Observation seen) => Assert.Equal((kind, reason), (seen.Kind, seen.Reason));

    [Fact]
    public void The_worst_decides()
    {
        Says(ObservationKind.Passed, null, Judge("db-2 db-3"));
        Says(ObservationKind.Warned, "1 of 2 warning: slow (answered in 900 ms)", Judge("db-2 slow"));
        Says(ObservationKind.Failed, "1 of 3 failing: db-1 (connection refused)", Judge("slow db-1 dark"));
    }

    [Fact]
    public void Members_without_data_leave_it_without_data_only_when_they_could_change_the_answer()
    {
        Says(ObservationKind.NotObserved, "1 of 2 without data: dark (waiting for the first ping)", Judge("db-2 dark"));
        Says(ObservationKind.NotObserved, "1 of 3 without data: dark (waiting for the first ping)", Judge("db-2 slow dark"));
        Says(ObservationKind.Failed, "1 of 2 failing: db-1 (connection refused)", Judge("db-1 dark"));
        Says(ObservationKind.Passed, null, Judge("db-2 dark", atLeast: 1));
        Says(ObservationKind.Failed, "0 of 2 OK, at least 2 expected; 1 of 2 failing: db-1 (connection refused)", Judge("db-1 dark", atLeast: 2));
        Says(ObservationKind.NotObserved, "1 of 2 OK, at least 2 expected; 1 of 2 without data: dark (waiting for the first ping)", Judge("db-2 dark", atLeast: 2));
    }

    [Fact]
    public void Enough_of_them_are_enough_and_the_others_are_told_all_the_same()
    {
        Says(ObservationKind.Passed, "2 of 3 OK; 1 of 3 failing: db-1 (connection refused)", Judge("db-1 db-2 db-3", atLeast: 2));
        Says(ObservationKind.Failed, "2 of 3 OK, at least 3 expected; 1 of 3 failing: db-1 (connection refused)", Judge("db-1 db-2 db-3", atLeast: 3));
        Says(ObservationKind.Warned, "2 of 2 OK; 1 of 2 warning: slow (answered in 900 ms)", Judge("db-2 slow", atLeast: 2));
        Says(
            ObservationKind.Warned, "2 of 3 OK; 1 of 3 warning: slow (answered in 900 ms); 1 of 3 failing: db-1 (connection refused)",
            Judge("db-1 db-2 slow", atLeast: 2));
    }

    [Fact]
    public void Tags_find_members_without_regard_to_case_and_never_the_group_itself()
    {
        var seen = Judge("", "db");
        Says(ObservationKind.Failed, "1 of 3 failing: db-1 (connection refused)", seen);
        Assert.Equal(["db-1", "db-2", "db-3"], seen.Parts.Select(part => part.Name));
        Assert.Equal(["db-1", "slow", "db-2", "db-3"], Judge("db-2", "db eu").Parts.Select(part => part.Name)); // each once
    }

    [Fact]
    public void Its_parts_are_its_members_with_their_reasons_unless_they_are_well() =>
        Assert.Equal(
            [new("db-1", CheckStatus.Fail, "connection refused"), new("dark", CheckStatus.Unknown, "waiting for the first ping"), new("db-2", CheckStatus.Ok)],
            Judge("dark db-2 db-1").Parts.AsEnumerable());

    [Fact]
    public void Paused_members_are_left_out_of_the_worst_but_could_be_among_those_that_are_enough()
    {
        var paused = Tile("off", CheckStatus.Fail, "as it was") with { Quiet = new QuietTile { Paused = new PauseTile(Some.T0, null, "somebody", null) } };
        var board = new BoardSnapshot { Tiles = [Tile("db-1", CheckStatus.Fail, "refused"), Tile("db-2", CheckStatus.Ok), paused] };
        Says(ObservationKind.Passed, null, Judge("db-2 off", board: board));
        Says(ObservationKind.Failed, "1 of 1 failing: db-1 (refused)", Judge("db-1 off", board: board));
        Says(ObservationKind.NotObserved, "all members are paused", Judge("off", board: board));
        Says(ObservationKind.NotObserved, "1 of 2 OK, at least 2 expected; 1 of 2 without data: off (paused)", Judge("db-2 off", atLeast: 2, board: board));
        Assert.Equal([new("off", CheckStatus.Unknown, "paused"), new("db-2", CheckStatus.Ok)], Judge("db-2 off", board: board).Parts.AsEnumerable());
    }

    [Fact]
    public void Right_after_a_start_nothing_is_known_and_nothing_is_wrong()
    {
        Says(ObservationKind.NotObserved, "2 of 2 without data: db-1 (not on the board yet), db-2 (not on the board yet)", Judge("db-1 db-2", board: BoardSnapshot.Empty));
        Says(ObservationKind.NotObserved, "no check on the board is a member", Judge("", "db", board: BoardSnapshot.Empty));
    }

    [Fact]
    public void However_many_fail_the_sentence_stays_short()
    {
        var board = new BoardSnapshot { Tiles = [.. Enumerable.Range(0, 500).Select(n => Tile($"n{n:000}", CheckStatus.Fail, new string('x', 400), "all"))] };
        var seen = Judge("", "all", board: board);
        Assert.StartsWith("500 of 500 failing: n000 (xxx", seen.Reason, StringComparison.Ordinal);
        Assert.InRange(seen.Reason!.Length, 1, 400);
        Assert.Equal(SubResult.Most, seen.Parts.Length);
    }
}
