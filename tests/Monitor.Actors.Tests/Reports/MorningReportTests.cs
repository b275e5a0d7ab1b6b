using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Reports.SomeReport;

namespace Monitor.Actors.Tests.Reports;

/// <summary>What a report says of what was found.</summary>
public sealed class MorningReportTests
{
    private static string IncidentAt(DateTimeOffset at) => $"api/{at.ToUnixTimeMilliseconds()}";

    [Fact]
    public void Where_all_is_well_it_says_so_in_every_part()
    {
        var report = MorningReport.Of(Facts("api", "db"));
        Assert.Equal("all 2 checks OK", report.Headline);
        Assert.Equal(Enum.GetValues<ReportPart>(), report.Sections.Select(section => section.Part));
        Assert.All(report.Sections, section => Assert.Equal(0, section.Count));
        Assert.Empty(report.Remarks);
        Assert.Contains("\nBroke and healed\n  Nothing broke.\n", ReportText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_OK_comes_with_its_reason_since_when_and_who_knows()
    {
        var silence = new Silence("s-1", CheckMatcher.All, Some.T0, Some.T0.AddHours(2), "asha", "ticket 7");
        var report = MorningReport.Of(Facts("a", "b", "c", "d", "e", "f").With(
            Tile("c", CheckStatus.Warn, "slow"),
            Tile("b", CheckStatus.Fail, "HTTP 503") with { FirstFailedAt = Some.T0.AddHours(-3), Quiet = new QuietTile { Acknowledged = new Acknowledgement(Some.T0, null, "Priya", "on it") } },
            Tile("a", CheckStatus.Fail, "refused") with { Quiet = new QuietTile { Silenced = silence } },
            Tile("d", CheckStatus.Unknown, "no network"),
            Tile("e", CheckStatus.Fail, "refused") with { Quiet = new QuietTile { Paused = new PauseTile(null, null, "asha", null) } }));
        Assert.Equal(new ReportCounts(6, 2, 1, 1, 1, 1), report.Counts);
        Assert.Equal("2 failing, 1 with a warning, 1 without data of 6 checks", report.Headline);
        Assert.Equal(
            ["FAIL a: refused; silenced until 12:00 Europe/Berlin [07:00]", "FAIL b: HTTP 503; acknowledged by Priya: on it [06:00]", "WARN c: slow [07:00]", "NO DATA d: no network [07:00]"],
            report.Lines(ReportPart.Standing));
    }

    [Fact]
    public void A_check_that_nobody_has_seen_has_no_data() =>
        Assert.Equal(["NO DATA a: not looked at yet []"], MorningReport.Of(Facts("a") with { Tiles = ImmutableDictionary<CheckName, CheckTile>.Empty }).Lines(ReportPart.Standing));

    [Fact]
    public void What_broke_says_for_how_long_and_what_has_healed_it()
    {
        var (two, three, four) = (Some.T0.AddHours(-7), Some.T0.AddHours(-6), Some.T0.AddHours(-5));
        var report = MorningReport.Of(Facts("api", "db", "job").After(
            Past("db", new CheckEvent.WentDown(two, "db/1", "refused")),
            Past("api", new CheckEvent.WentDown(three, "api/1", "HTTP 503", FailingSince: three.AddMinutes(-2))),
            Past("api", new CheckEvent.RemedyJudged(three.AddMinutes(1), "x", 0, "restart", "api/1", RemedyEffect.DidNotHelp, 1, 60, "HTTP 503")),
            Past("db", new CheckEvent.Recovered(three, "db/1", After: "restart", Cure: "fixed by restart after 12 s, 1st try")),
            Past("job", new CheckEvent.WentDown(four, "job/1", "no answer")),
            Past("job", new CheckEvent.Recovered(four.AddMinutes(4), "job/1")),
            Past("stranger", new CheckEvent.WentDown(four, "stranger/1", "refused"))));
        Assert.Equal(
            [
                "recovered db: after 1 h 0 min; refused; fixed by restart after 12 s, 1st try [02:00 – 03:00]",
                "failing api: for 6 h 2 min now; HTTP 503; Remedy restart did not help: HTTP 503 [02:58]",
                "recovered job: after 4 min; no answer; by itself [04:00 – 04:04]",
            ],
            report.Lines(ReportPart.Incidents));
        Assert.Equal("all 3 checks OK; 3 incidents", report.Headline);
    }

    [Fact]
    public void An_incident_that_began_before_is_known_by_its_name()
    {
        var began = Some.T0.AddHours(-30);
        Assert.Equal(
            ["recovered api: after 1 d 5 h; after restart ran [1 Mar 03:00 – 08:00]"],
            MorningReport.Of(Facts("api").After(Past("api", new CheckEvent.Recovered(Some.T0.AddHours(-1), IncidentAt(began), "restart")))).Lines(ReportPart.Incidents));
    }

    [Fact]
    public void What_was_removed_while_it_was_down_is_not_failing_any_more()
    {
        var (down, gone) = (Some.T0.AddHours(-7), Some.T0.AddHours(-5));
        var report = MorningReport.Of(Facts("api").After(
            Past("api", new CheckEvent.WentDown(down, "api/1", "refused")),
            Past("api", new CheckEvent.Retired(gone)),
            Past("api", new CheckEvent.Defined(gone.AddHours(1), "checks.yaml:3", "", ""), isFirst: true)));
        Assert.Equal(["removed api: after 2 h 0 min; refused; the check was removed [02:00 – 04:00]"], report.Lines(ReportPart.Incidents));
        Assert.Equal(["changed api: in checks.yaml:3 [05:00]"], report.Lines(ReportPart.Changes));
    }

    [Fact]
    public void A_check_that_broke_again_and_again_gets_one_line()
    {
        var past = Enumerable.Range(0, 5).SelectMany(i => new[]
        {
            Past("api", new CheckEvent.WentDown(Some.T0.AddHours(i - 6), $"api/{i}", $"HTTP 50{i}")),
            Past("api", new CheckEvent.Recovered(Some.T0.AddHours(i - 6).AddMinutes(6), $"api/{i}")),
        });
        Assert.Equal(
            ["recovered api: 5 times, 30 min in all; the last time after 6 min; HTTP 504; by itself [03:00 – 07:06]"],
            MorningReport.Of(Facts("api").After([.. past])).Lines(ReportPart.Incidents));
    }

    [Fact]
    public void Jobs_that_were_late_missed_or_too_fast_are_told_once()
    {
        var at = Some.T0.AddHours(-4);
        var report = MorningReport.Of(Facts("late", "quick", "slow") with
        {
            Past = [Past("late", new CheckEvent.DeadlineMissed(at, "w", "not started by 04:00"))],
            Runs =
            [
                (CheckName.Of("late"), new RunRecord("1", at, RunOutcome.Missed, RunSource.Polled)),
                (CheckName.Of("quick"), new RunRecord("2", at.AddHours(1), RunOutcome.TooFast, RunSource.Polled) { Took = TimeSpan.FromSeconds(2), AtLeast = TimeSpan.FromMinutes(10), FinishedAt = at.AddHours(1) }),
                (CheckName.Of("slow"), new RunRecord("3", at.AddHours(2), RunOutcome.TooLong, RunSource.Polled) { AtMost = TimeSpan.FromMinutes(10) }),
                (CheckName.Of("stranger"), new RunRecord("4", at, RunOutcome.Missed, RunSource.Polled)),
            ],
        });
        Assert.Equal(
            [
                "late or missed late: not started by 04:00 [05:00]",
                "too fast quick: run 2 took 2 s, expected at least 10 m [06:00 – 06:00]",
                "too slow slow: run 3, allowed 10 m [07:00]",
            ],
            report.Lines(ReportPart.Jobs));
    }

    [Fact]
    public void Alerts_that_did_not_arrive_say_why()
    {
        AlertDelivery Of(string check, AlertKind kind, DeliveryState state, string? answer, params HeldReason[] held) =>
            new(1, check, new CheckEvent.AlertRaised(Some.T0.AddHours(-1), "x", kind, "i", "P1", null, null, ["email"]), "email", state, null, answer, [.. held]);
        var report = MorningReport.Of(Facts("api") with
        {
            Undelivered =
            [
                Of("api", AlertKind.FirstFail, DeliveryState.Waiting, null, new HeldReason(Some.T0, "no route")),
                Of("api", AlertKind.DeadlineMiss, DeliveryState.Abandoned, "refused: 550"),
                Of("reports", AlertKind.Report, DeliveryState.Waiting, null),
                Of("stranger", AlertKind.FirstFail, DeliveryState.Waiting, null),
            ],
        });
        Assert.Equal(
            [
                "waiting api: first fail for email: no route [08:00]",
                "given up api: deadline miss for email: refused: 550 [08:00]",
                "waiting : report for email: the channel has not answered yet [08:00]",
            ],
            report.Lines(ReportPart.Alerts));
    }

    [Theory]
    [InlineData("2026-03-02 20:00", true)]
    [InlineData("2026-03-02 23:00", true)] // midnight in Berlin
    [InlineData("2026-03-02 23:01", false)]
    [InlineData("2026-03-02 08:59", false)] // it is over
    public void Silences_that_end_today_are_told(string until, bool isTold)
    {
        var silence = new Silence("s", new CheckMatcher { Names = ["a*"] }, Some.T0.AddDays(-1), DateTimeOffset.Parse($"{until}Z", System.Globalization.CultureInfo.InvariantCulture), "asha", "new disks");
        var facts = Facts("api") with { Silences = [silence, silence with { Match = new CheckMatcher { Names = ["z*"] } }] };
        var lines = MorningReport.Of(facts).Lines(ReportPart.Silences);
        Assert.Equal(isTold ? 1 : 0, lines.Length);
        Assert.All(lines, line => Assert.Contains(": name a*: new disks (by asha) [1 Mar 09:00 – ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Certificates_that_expire_soon_are_told_the_first_first()
    {
        CheckTile Until(string name, double days) => Tile(name) with { CertificateUntil = Some.T0.AddDays(days) };
        Assert.Equal(
            ["expired c:", "1 day b:", "29 days a:"],
            MorningReport.Of(Facts("a", "b", "c", "d", "e").With(Until("a", 29.9), Until("b", 1.5), Until("c", -1), Until("d", 30.1)))
                .Lines(ReportPart.Certificates).Select(line => line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public void Gaps_in_observation_are_the_monitors_and_the_checks()
    {
        var at = Some.T0.AddHours(-3);
        var report = MorningReport.Of(Facts("api") with
        {
            Away = [(at, at.AddMinutes(40)), (at.AddHours(1), at.AddHours(1).AddSeconds(20))],
            Unseen = [new UnseenRounds(CheckName.Of("api"), 3, at, at.AddMinutes(1), "out of file handles"), new UnseenRounds(CheckName.Of("stranger"), 3, at, at, null)],
        });
        Assert.Equal(
            ["not running : the monitor was not running for 40 min [06:00 – 06:40]", "no data api: 3 rounds without data; the last: out of file handles [06:00 – 06:01]"],
            report.Lines(ReportPart.Gaps));
    }

    [Fact]
    public void Checks_that_were_added_changed_and_removed_are_told_once()
    {
        PastEvent Defined(string check, double hours, bool isFirst = false) => Past(check, new CheckEvent.Defined(Some.T0.AddHours(hours), $"checks.yaml:{-hours}", "", ""), isFirst);
        PastEvent Retired(string check, double hours) => Past(check, new CheckEvent.Retired(Some.T0.AddHours(hours)));
        var report = MorningReport.Of(Facts("new", "changed", "often").After(
            Defined("new", -9, isFirst: true), Defined("new", -8), Defined("changed", -7), Defined("often", -6), Defined("often", -5),
            Retired("gone", -4), Defined("brief", -3, isFirst: true), Retired("brief", -2), Defined("stranger", -1)));
        Assert.Equal(
            ["added new: in checks.yaml:8 [00:00]", "changed changed: in checks.yaml:7 [02:00]", "changed often: 2 times, in checks.yaml:5 [04:00]", "removed gone: is not looked at any more [05:00]"],
            report.Lines(ReportPart.Changes));
    }

    [Fact]
    public void A_part_is_not_longer_than_people_read()
    {
        var report = MorningReport.Of(Facts([.. Enumerable.Range(0, 250).Select(i => $"c{i}")]) with { Tiles = ImmutableDictionary<CheckName, CheckTile>.Empty });
        var section = report.Section(ReportPart.Standing);
        Assert.Equal((200, 50, 250), (section.Lines.Length, section.More, section.Count));
        Assert.Contains("\n  and 50 more\n", ReportText.Of(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "made 2 h 0 min late: the monitor was not running", 4)]
    [InlineData(-9, "made 2 h 0 min late: the monitor stood still", 4)]
    public void What_comes_late_says_so_and_may_be_signed_off_as_much_later(int engineSince, string remark, int deadline)
    {
        var facts = Facts("api") with { Due = Some.T0.AddHours(-2), EngineSince = Some.T0.AddHours(engineSince), Definition = Definition(signOffBy: new SignOffTime(null, TimeSpan.FromHours(4))) };
        var report = MorningReport.Of(facts);
        Assert.Equal([remark], report.Remarks);
        Assert.Equal(Some.T0.AddHours(deadline), report.SignOffBy);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        var facts = Facts("api") with { Due = Some.T0.AddMinutes(-5), Silent = [.. Enumerable.Range(0, 7).Select(i => CheckName.Of($"c{i}"))], Problems = ["the results could not be read: disk\nfull"] };
        Assert.Equal(
            ["not looked at afresh within 5 min: c0, c1, c2, c3, c4 and 2 more", "the results could not be read: disk full"],
            MorningReport.Of(facts).Remarks);
    }

    [Fact]
    public void In_a_mail_what_comes_from_elsewhere_is_only_text()
    {
        var report = MorningReport.Of(Facts("<b>").With(Tile("<b>", CheckStatus.Fail, "<script>alert(1)</script>\u001b[31m")));
        var html = ReportHtml.Of(report);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; [31m", html, StringComparison.Ordinal);
        Assert.Contains(">&lt;b&gt;</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ReportText.Of(report));
    }
}
