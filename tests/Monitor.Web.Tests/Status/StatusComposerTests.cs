using System.Text.Json;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Status;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Status;

/// <summary>What everybody may see, and what nobody may.</summary>
public sealed class StatusComposerTests
{
    private const string Secret = "connection refused by 10.0.0.7";

    private static CheckTile Failing(string name) => Some.Tile(name, CheckStatus.Fail) with { Reason = Secret, FirstFailedAt = Some.Noon.AddMinutes(-11) };

    private static CheckTile InMaintenance(CheckTile tile) => tile with
    {
        Quiet = new QuietTile { Maintenance = new ActiveMaintenance(Some.Noon.AddMinutes(-5), Some.Noon.AddHours(1), Secret) },
    };

    private static PastIncident Incident(string check, double hoursAgo, double? lasted) => new(
        check, $"{check}/{hoursAgo}", Some.Noon.AddHours(-hoursAgo), lasted is { } hours ? Some.Noon.AddHours(hours - hoursAgo) : null, Secret);

    [Theory]
    [InlineData("", PublicState.NoData, "Nothing to show yet")]
    [InlineData("Up", PublicState.Up, "All systems work")]
    [InlineData("Up Up Up", PublicState.Up, "All systems work")]
    [InlineData("Down", PublicState.Down, "Down")]
    [InlineData("Up Down", PublicState.Down, "1 of 2 has trouble")]
    [InlineData("Up Down Degraded", PublicState.Down, "2 of 3 have trouble")]
    [InlineData("Up Degraded Maintenance", PublicState.Degraded, "1 of 3 has trouble")]
    [InlineData("Up Maintenance NoData", PublicState.Maintenance, "Maintenance")]
    [InlineData("NoData Paused", PublicState.NoData, "No current data")]
    [InlineData("Up NoData Paused", PublicState.Up, "No trouble known; nothing is known of 2 of 3")]
    public void The_headline_tells_the_worst(string states, PublicState state, string text) => Assert.Equal(
        new Headline(state, text),
        StatusComposer.HeadlineOf([.. states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<PublicState>)]));

    [Fact]
    public void Checks_stand_in_the_order_of_the_page_with_their_states()
    {
        var view = StatusSome.View(
            StatusSome.Page("z", "down", "warn", "mended", "paused", "gone", "new"), null,
            Some.Tile("z"), Failing("down"), Some.Tile("warn", CheckStatus.Warn), InMaintenance(Failing("mended")),
            Failing("paused") with { Quiet = new QuietTile { Paused = new PauseTile(null, null, "checks.yaml:1", null) } }, Some.Tile("new", CheckStatus.Unknown));
        Assert.Equal(
            ["z Up", "down Down", "warn Degraded", "mended Maintenance", "paused Paused", "gone NoData", "new NoData"],
            view.Groups.Single().Checks.Select(check => $"{check.Name} {check.State}"));
        Assert.Equal("2 of 7 have trouble", view.Headline.Text);
    }

    [Fact]
    public void A_board_that_is_no_longer_published_says_nothing_about_now()
    {
        var view = StatusComposer.Compose(StatusSome.Page("a"), Some.Board(Some.Tile("a")), StatusPast.None, Some.Noon.AddMinutes(1));
        Assert.Equal("No current data", view.Headline.Text);
    }

    [Fact]
    public void Nothing_of_what_is_not_public_and_no_reason_gets_into_it()
    {
        var page = StatusSome.Page("a");
        var past = StatusSome.Past("a", "vault") with { Incidents = [Incident("a", 30, 1), Incident("vault", 2, null)] };
        var view = StatusSome.View(page, past, Failing("a"), InMaintenance(Failing("vault")) with { Target = Secret });
        var all = JsonSerializer.Serialize(StatusJson.Of(view));
        Assert.Contains("\"a\"", all, StringComparison.Ordinal);
        Assert.DoesNotContain("vault", all, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.7", all, StringComparison.Ordinal);
        Assert.DoesNotContain("8000", all, StringComparison.Ordinal); // of the target
        Assert.Null(view.Find("vault"));
    }

    [Fact]
    public void Reasons_and_notes_are_shown_where_the_configuration_lets_them()
    {
        var past = StatusPast.None with { Incidents = [Incident("a", 30, 1)] };
        var view = StatusSome.View(StatusSome.Page(showReasons: true, "a", "b"), past, Failing("a"), InMaintenance(Some.Tile("b")));
        Assert.Equal(Secret, view.Find("A")?.Reason);
        Assert.Equal([Secret, Secret], view.Incidents.Select(incident => incident.Reason));
        Assert.Equal(Secret, view.Maintenance.Single().Note);
    }

    [Fact]
    public void What_is_down_is_an_incident_before_the_journal_is_read_and_what_is_up_is_none_any_more()
    {
        var past = StatusPast.None with { Incidents = [Incident("up", 1, null)] };
        var incidents = StatusSome.View(StatusSome.Page("up", "down"), past, Some.Tile("up"), Failing("down") with { Since = Some.Noon.AddMinutes(-10) }).Incidents;
        Assert.Equal(
            [("down", (DateTimeOffset?)null), ("up", Some.Noon.AddMinutes(-11))],
            incidents.Select(incident => (incident.Check.Value, incident.Until)));
        Assert.Equal($"down/{Some.Noon.AddMinutes(-10).ToUnixTimeMilliseconds()}", incidents[0].Id);
    }

    [Fact]
    public void Incidents_are_kept_for_thirty_days_and_those_that_go_on_for_ever()
    {
        var past = StatusPast.None with { Incidents = [Incident("a", 24 * 40, 1), Incident("a", 24 * 29, 1), Incident("b", 24 * 60, null)] };
        Assert.Equal(["b", "a"], StatusSome.View(StatusSome.Page("a", "b"), past, Some.Tile("a"), Failing("b")).Incidents.Select(incident => incident.Check.Value));
    }

    [Fact]
    public void An_incident_within_maintenance_is_none_and_one_that_outlasts_it_is()
    {
        (DateTimeOffset, DateTimeOffset)[] window = [(Some.Noon.AddHours(-2), Some.Noon.AddHours(-1))];
        Assert.True(StatusPast.WasExpected(Incident("a", 1.9, 0.5), window, Some.Noon));
        Assert.False(StatusPast.WasExpected(Incident("a", 1.9, 1.5), window, Some.Noon));
        Assert.False(StatusPast.WasExpected(Incident("a", 1.9, null), window, Some.Noon));
        Assert.Empty(StatusSome.View(StatusSome.Page("a"), StatusPast.None with { Incidents = [Incident("a", 0.05, null)] }, InMaintenance(Failing("a"))).Incidents);
        Assert.Single(StatusSome.View(StatusSome.Page("a"), StatusPast.None with { Incidents = [Incident("a", 5, null)] }, InMaintenance(Failing("a"))).Incidents);
    }

    [Fact]
    public void Maintenance_that_goes_on_comes_before_what_is_planned_and_the_same_window_is_one()
    {
        var soon = new MaintenanceWindow.Once(Some.Noon.AddDays(1), Some.Noon.AddDays(2), null);
        var late = new MaintenanceWindow.Once(Some.Noon.AddDays(8), Some.Noon.AddDays(9), null);
        PublicCheck[] checks = [new(CheckName.Of("a"), [soon, late]), new(CheckName.Of("b"), [soon]), new(CheckName.Of("c"), [])];
        var page = StatusSome.Page() with { Groups = [new PublicGroup(null, [.. checks])] };
        Assert.Equal(
            ["c True", "a, b False"],
            StatusSome.View(page, null, Some.Tile("a"), Some.Tile("b"), InMaintenance(Some.Tile("c"))).Maintenance.Select(one => $"{string.Join(", ", one.Checks)} {one.IsRunning}"));
    }

    [Fact]
    public void A_day_is_told_with_its_figures()
    {
        var day = new DateOnly(2026, 3, 2);
        Assert.Equal("2 Mar: no data", DayLook.Title(new DayRecord(day, 0, 0)));
        Assert.Equal("2 Mar: 100 %", DayLook.Title(new DayRecord(day, 2_880, 0)));
        Assert.Equal("2 Mar: 99.83 %, 5 of 2,880 rounds failed", DayLook.Title(new DayRecord(day, 2_880, 5)));
        Assert.Equal(["n", "o", "w", "f"], new[] { new DayRecord(day, 0, 0), new(day, 100, 0), new(day, 100, 5), new(day, 100, 6) }.Select(DayLook.Css));
        Assert.Equal("Each of the last 90 days in UTC: failures on 1, no data on 1.", DayLook.Sentence(StatusSome.Record().Days));
    }
}
