using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Reports;

/// <summary>Which checks are asked when a report looks at them afresh.</summary>
public sealed class ReportRoundTests
{
    private static ReportRound Of(params CheckDefinition[] checks) => ReportRound.Of([.. checks], ImmutableDictionary<CheckName, CheckTile>.Empty, Some.T0);

    private static CheckDefinition Named(string name) => Some.Definition() with { Name = CheckName.Of(name) };

    private static CheckTile Tile(CheckDefinition check) => CheckFace.New.Tile(check, CheckState.New, null);

    private static CheckDefinition Group() => Named("all") with { Type = new GroupCheck(new BoardHub()), Spec = SomeSpec() };

    private static object SomeSpec() => ((ICheckType)new GroupCheck(new BoardHub())).Read(Monitor.Actors.Config.YamlSection.Of("members: [a, b]"));

    [Fact]
    public void All_are_asked_and_what_has_not_answered_is_known()
    {
        var (round, now) = Of(Named("a"), Named("b")).Ask();
        Assert.Equal(["a", "b"], now.Select(name => name.Value));
        round = round.Heard(Tile(Named("a")), hasEnded: false);
        Assert.Equal(["a", "b"], round.Silent.Select(name => name.Value)); // a retry, or a draw of the board
        round = round.Heard(Tile(Named("b")), hasEnded: true).Heard(Tile(Named("stranger")), hasEnded: true);
        Assert.Equal("a", Assert.Single(round.Silent).Value);
        Assert.True(round.Heard(Tile(Named("a")), hasEnded: true).IsDone);
    }

    [Fact]
    public void Not_all_are_asked_at_once()
    {
        var (round, first) = Of([.. Enumerable.Range(0, 450).Select(i => Named($"c{i:000}"))]).Ask();
        Assert.Equal(200, first.Length);
        Assert.Empty(round.Ask().Now);
        var (next, second) = round.Heard(Tile(Named("c000")), hasEnded: true).Ask();
        Assert.Equal("c200", Assert.Single(second).Value);
        Assert.Equal(449, next.Silent.Length);
    }

    [Fact]
    public void Groups_come_when_their_members_have_answered()
    {
        var (round, now) = Of(Group(), Named("a"), Named("b")).Ask();
        Assert.Equal(["a", "b"], now.Select(name => name.Value));
        Assert.False(round.WaitsForGroups);
        round = round.Heard(Tile(Named("a")), hasEnded: true).Heard(Tile(Named("b")), hasEnded: true);
        Assert.True(round.WaitsForGroups);
        (round, now) = round.WithGroups().Ask();
        Assert.Equal("all", Assert.Single(now).Value);
        Assert.True(round.Heard(Tile(Group()), hasEnded: true).IsDone);
    }

    [Fact]
    public void What_is_paused_or_removed_meanwhile_is_not_waited_for()
    {
        var paused = new QuietTile { Paused = new PauseTile(null, null, "asha", null) };
        var checks = new[] { Group(), Named("a"), Named("b"), Named("c") };
        var (round, _) = ReportRound.Of([.. checks], checks.ToImmutableDictionary(check => check.Name, Tile), Some.T0).Ask();
        round = round.Heard(Tile(Named("a")) with { Quiet = paused }, hasEnded: false).Heard(Tile(Group()) with { Quiet = paused }, hasEnded: false);
        Assert.Equal(["b", "c"], round.Silent.Select(name => name.Value));
        Assert.True(round.Without([Named("b").Name, Named("c").Name]).IsDone);
        Assert.True(Of(Group()).Without([Group().Name]).IsDone);
    }

    [Fact]
    public void What_is_changed_meanwhile_is_asked_again_unless_it_has_answered()
    {
        var (round, _) = Of(Named("a"), Named("b")).Ask();
        round = round.Heard(Tile(Named("b")), hasEnded: true);
        var (next, now) = round.AskAgain(Named("a").Name).AskAgain(Named("b").Name).Ask();
        Assert.Equal("a", Assert.Single(now).Value);
        Assert.Equal("a", Assert.Single(next.Silent).Value);
    }

    [Fact]
    public void Nobody_looks_at_what_is_paused_disabled_or_outside_its_hours()
    {
        var paused = Named("paused");
        var hours = ActiveHours.SpanOf(1 << (int)DayOfWeek.Tuesday, 0, 60);
        var closed = Named("closed") with { Timetable = new Timetable(null, new ActiveHours([hours]), "Tue 00:00-01:00", TimeZoneInfo.Utc) };
        var tiles = ImmutableDictionary<CheckName, CheckTile>.Empty.Add(paused.Name, Tile(paused) with { Quiet = new QuietTile { Paused = new PauseTile(null, null, "asha", null) } });
        Assert.True(ReportRound.Of([paused, Named("off") with { Enabled = false }, closed], tiles, Some.T0).IsDone); // a Monday
    }
}
