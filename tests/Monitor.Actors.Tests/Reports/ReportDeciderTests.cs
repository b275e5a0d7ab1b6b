using Monitor.Actors.Journal;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Reports.SomeReport;

namespace Monitor.Actors.Tests.Reports;

/// <summary>Which reports are owed, which are too late, and who is reminded.</summary>
public sealed class ReportDeciderTests
{
    private static readonly DateTimeOffset Seven = Some.T0.AddHours(-3); // 07:00 in Berlin

    private static readonly ReportDefinition Morning = Definition(signOffBy: new SignOffTime(null, TimeSpan.FromHours(2)), channels: ["email"]);

    private static ReportList After(params ReportEvent[] events) => events.Aggregate(ReportList.None, (list, happened) => list.Apply(happened, list.Heads.Count + 1));

    private static ReportEvent Planned(double hours, ReportDefinition? report = null) => new ReportEvent.Planned(Seven.AddHours(hours), "morning", (report ?? Morning).Schedule.ToString());

    private static ReportEvent.Made Made(DateTimeOffset? due, double hours = 0, string id = "r-1", params string[] channels) => new(Seven.AddHours(hours), MorningReport.Of(Facts("api") with
    {
        Id = id,
        Due = due,
        At = Seven.AddHours(hours),
        Definition = Morning,
        Channels = [.. channels],
    }));

    private static string[] Decided(ReportList list, double hours, params ReportDefinition[] wanted) =>
        [.. ReportDecider.Decide(list, [.. wanted], Seven.AddHours(hours)).Select(happened => happened switch
        {
            ReportEvent.Skipped e => $"skipped {e.Due - Seven}: {e.Reason}",
            ReportEvent.Reminded e => $"reminded {e.Id} {e.Number} {string.Join(',', e.Channels)}",
            ReportEvent.Planned e => $"planned {e.Name}",
            ReportEvent.Dropped e => $"dropped {e.Name}",
            _ => "",
        })];

    private static TimeSpan? Owed(ReportList list, double hours, ReportDefinition? report = null) => ReportDecider.Owed(list, report ?? Morning, Seven.AddHours(hours)) - Seven;

    [Fact]
    public void A_new_report_is_planned_first_and_owes_nothing_of_before()
    {
        Assert.Equal(["planned morning"], Decided(ReportList.None, 1, Morning));
        var list = After(Planned(1));
        Assert.Empty(Decided(list, 1, Morning));
        Assert.Null(Owed(list, 1));
        Assert.Null(Owed(list, 23.9));
        Assert.Equal(TimeSpan.FromHours(24), Owed(list, 24));
    }

    [Fact]
    public void Another_time_is_a_new_plan_and_one_that_is_gone_is_dropped()
    {
        var earlier = Definition(at: "06:00", channels: "email");
        var list = After(Planned(-30));
        Assert.Equal(["planned morning"], Decided(list, -0.5, earlier));
        Assert.Null(Owed(list, -0.5, earlier)); // not planned like this yet
        Assert.Null(Owed(After(Planned(-30), Planned(-0.5, earlier)), -0.5, earlier));
        Assert.Equal(["dropped morning"], Decided(list, 0.5));
        Assert.Equal(["planned morning"], Decided(After(Planned(-30), new ReportEvent.Dropped(Seven, "morning")), 1, Morning));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3.9, 0)]
    [InlineData(4.1, null)]
    [InlineData(24 + 1, 24)] // the last of several
    [InlineData((24 * 20) + 1, 24 * 20)]
    public void What_was_missed_is_owed_for_some_hours(double hours, int? due) => Assert.Equal(due, Owed(After(Planned(-1)), hours)?.TotalHours);

    [Fact]
    public void What_is_too_late_is_skipped_once()
    {
        var list = After(Planned(-1));
        Assert.Equal(["skipped 00:00:00: 5 h 0 min late, more than 4 h"], Decided(list, 5, Morning));
        Assert.Empty(Decided(list.Apply(new ReportEvent.Skipped(Seven.AddHours(5), "morning", Seven, "late"), 2), 5, Morning));
        Assert.Equal(["skipped 2.00:00:00: 5 h 0 min late, more than 4 h"], Decided(list, 53, Morning));
    }

    [Fact]
    public void What_was_made_is_not_owed_again_and_what_was_made_by_hand_is_no_substitute()
    {
        Assert.Null(Owed(After(Planned(-1), Made(Seven)), 1));
        Assert.Equal(TimeSpan.Zero, Owed(After(Planned(-1), Made(null, 0.2)), 1));
    }

    [Fact]
    public void A_report_tells_of_what_happened_since_the_last_that_was_due()
    {
        Assert.Equal(Seven.AddDays(-1), ReportDecider.Since(ReportList.None, Morning, Seven));
        Assert.Equal(Seven.AddHours(0.1), ReportDecider.Since(After(Planned(-1), Made(Seven, 0.1), Made(null, 3, "r-2")), Morning, Seven.AddHours(8)));
        Assert.Equal(Seven.AddDays(8), ReportDecider.Since(After(Planned(-1), Made(Seven)), Morning, Seven.AddDays(9))); // too long ago
        Assert.Equal(Seven, ReportDecider.Since(After(Planned(-1)), Morning, Seven.AddHours(3))); // somebody asked
    }

    [Fact]
    public void Who_has_not_signed_in_time_is_reminded_every_hour_so_often_at_most()
    {
        var list = After(Planned(-1), Made(Seven));
        Assert.Empty(Decided(list, 1.9, Morning));
        Assert.Equal(Seven.AddHours(2), ReportDecider.NextLook(list, [Morning], Seven.AddHours(1)));
        Assert.Equal(["reminded r-1 1 email"], Decided(list, 2, Morning));
        for (var number = 1; number <= ReportDecider.MostReminders; number++)
        {
            Assert.Equal([$"reminded r-1 {number} email"], Decided(list, number + 1.5, Morning)); // late by half an hour each time
            list = list.Apply(new ReportEvent.Reminded(Seven.AddHours(number + 1.5), "r-1", number, ["email"]), 3);
            Assert.Empty(Decided(list, number + 2.4, Morning));
        }

        Assert.Empty(Decided(list, 9, Morning));
        Assert.Equal(Seven.AddDays(1), ReportDecider.NextLook(list, [Morning], Seven.AddHours(9)));
    }

    [Fact]
    public void It_is_looked_again_when_something_is_due_and_never_in_the_past()
    {
        var (list, day) = (After(Planned(-1), Made(Seven)), TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromHours(1), ReportDecider.Wait(list, [Morning], Seven.AddHours(1), day));
        Assert.Equal(TimeSpan.FromMinutes(1), ReportDecider.Wait(list, [Morning], Seven.AddHours(1), TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.Zero, ReportDecider.Wait(list, [Morning], Seven.AddHours(2.5), day)); // a reminder should have gone out half an hour ago
        Assert.Equal(day, ReportDecider.Wait(ReportList.None, [], Seven, day));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_is_signed_superseded_asked_for_or_a_day_old()
    {
        var made = After(Planned(-1), Made(Seven));
        Assert.Empty(Decided(made.Apply(new ReportEvent.Signed(Seven, "r-1", "Priya"), 2), 3, Morning));
        Assert.Empty(Decided(After(Planned(-1), Made(null)), -0.5, Morning)); // a deadline is for what was due
        Assert.Equal(["reminded r-2 1 email"], Decided(After(Planned(-1), Made(Seven), Made(Seven.AddHours(24), 24, "r-2")), 27, Morning));
        var old = made.Apply(new ReportEvent.Skipped(Seven, "morning", Seven.AddDays(7), ""), 3);
        Assert.Empty(Decided(old, 27, Morning));
        Assert.True(ReportDecider.NextLook(old, [Morning], Seven.AddHours(27)) > Seven.AddHours(27));
    }

    [Fact]
    public void What_was_signed_is_not_reminded_of_on_channels_that_were_away()
    {
        var list = After(Planned(-1), Made(Seven, 0, "r-1", "email"), new ReportEvent.Reminded(Seven.AddHours(2), "r-1", 1, ["email"]));
        Assert.Equal(["report/r-1", "report/r-1/reminder/1"], list.Open.Select(message => message.Id));
        Assert.Equal(["report/r-1"], list.Apply(new ReportEvent.Signed(Seven.AddHours(3), "r-1", "Priya"), 4).Open.Select(message => message.Id));
    }

    [Fact]
    public void How_far_a_report_has_come_is_known_channel_by_channel()
    {
        var list = After(Planned(-1), Made(Seven, 0, "r-1", "email", "hook"), new ReportEvent.Held(Seven, "report/r-1", "hook", "refused"), new ReportEvent.Delivered(Seven.AddHours(1), "report/r-1", "email", "250 queued"));
        Assert.Equal(
            [new ReportDelivery("email", DeliveryState.Delivered, Seven.AddHours(1), "250 queued"), new ReportDelivery("hook", DeliveryState.Waiting, Seven, "refused")],
            list.Find("r-1")!.Deliveries); // it was made
        Assert.Equal("hook", Assert.Single(Assert.Single(list.Open).Waiting.Keys));
        list = list.Apply(new ReportEvent.Abandoned(Seven, "report/r-1", "hook", "never"), 4);
        Assert.Empty(list.Open);
        Assert.Equal(list, list.Apply(new ReportEvent.Delivered(Seven, "report/r-1", "hook"), 5)); // twice changes nothing
    }
}
