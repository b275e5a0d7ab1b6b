using System.Collections.Immutable;
using Bunit;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Alerts;
using Monitor.Web.Tests.Support;
using MudBlazor;

namespace Monitor.Web.Tests.Alerts;

/// <summary>What is in maintenance, and what is planned; it is Monday, 2 March, 17:30 in Kolkata.</summary>
public sealed class MaintenancePanelTests : PageTest
{
    private static readonly DateTimeOffset Noon = Some.Noon;

    private IRenderedComponent<Microsoft.AspNetCore.Components.CascadingValue<TimeZoneInfo>> Show(ImmutableArray<PlannedWindow> windows, params CheckTile[] tiles)
    {
        Render<MudSnackbarProvider>();
        Publish(Some.Board(tiles) with { Maintenance = windows });
        return Open<MaintenancePanel>("/alerts");
    }

    private static PlannedWindow Once(DateTimeOffset from, DateTimeOffset until, string? note, params string[] checks) => new(new MaintenanceWindow.Once(from, until, note), [.. checks]);

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Nothing_planned_says_how_to_plan_it()
    {
        var panel = Show([]);
        Assert.Contains("maintenance:", panel.Find("[data-test=no-maintenance]").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("[data-test=calendar], [data-test=maintenance-now]"));
    }

    [Fact]
    public void Four_weeks_show_what_is_planned_on_each_day_as_text()
    {
        var panel = Show([Once(Noon.AddHours(4.5), Noon.AddHours(32.5), "<b>move</b>", "a", "b"), new(new MaintenanceWindow.Recurring(CronTimes.Parse("0 2 * * SUN")!, TimeSpan.FromHours(2), Some.Kolkata, null), ["db"])]);
        var days = panel.FindAll("[data-test=day]");
        Assert.Equal(28, days.Count);
        Assert.Equal("date", days[0].GetAttribute("aria-current"));
        Assert.Equal(["from 22:00 <b>move</b> 2 checks", "all day <b>move</b> 2 checks", "until 02:00 <b>move</b> 2 checks"], days.Take(3).SelectMany(day => day.QuerySelectorAll("[data-test=entry]")).Select(Text));
        Assert.Equal(["02:00\u201304:00 db"], days[6].QuerySelectorAll("[data-test=entry]").Select(Text));
        Assert.Equal(4, panel.FindAll("[data-test=entry]").Count(entry => Text(entry).EndsWith("db", StringComparison.Ordinal)));
        Assert.Equal("a, b", panel.Find("[data-test=entry]").GetAttribute("title"));
    }

    [Fact]
    public void Two_that_begin_at_once_for_one_check_are_two()
    {
        var panel = Show([Once(Noon, Noon.AddHours(1), null, "a"), Once(Noon, Noon.AddHours(2), null, "a")]);
        Assert.Equal(["17:30\u201318:30 a", "17:30\u201319:30 a"], panel.FindAll("[data-test=entry]").Select(Text));
    }

    [Fact]
    public void A_day_with_very_much_counts_the_rest()
    {
        var panel = Show([.. Enumerable.Range(1, 6).Select(i => Once(Noon.AddMinutes(i), Noon.AddMinutes(i + 1), $"n{i}", "a"))]);
        Assert.Equal(4, panel.FindAll("[data-test=entry]").Count);
        Assert.Contains("and 2 more", panel.Find("[data-test=day]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_on_is_told_and_what_was_begun_by_hand_can_be_ended()
    {
        var planned = new ActiveMaintenance(Noon.AddHours(-1), Noon.AddHours(1), null);
        var byHand = new ActiveMaintenance(Noon.AddMinutes(-5), Noon.AddHours(2), "release 7");
        var panel = Show([],
            Some.Tile("a") with { Quiet = new QuietTile { Maintenance = byHand, MaintenanceId = "m-1" } },
            Some.Tile("b") with { Quiet = new QuietTile { Maintenance = byHand with { Since = byHand.Since.AddMilliseconds(7) }, MaintenanceId = "m-1" } },
            Some.Tile("c") with { Quiet = new QuietTile { Maintenance = planned } });
        Assert.Equal(["Now maintenance, until 2 Mar 18:30 c", "Now release 7, until 2 Mar 19:30 2 checks"], panel.FindAll("[data-test=maintenance-now] p").Select(Text));
        await Assert.Single(panel.FindAll("[data-test=end-maintenance]")).ClickAsync();
        Assert.Equal(["end maintenance of a", "end maintenance of b"], Engine.Orders.Order());
        Publish(Some.Board(Some.Tile("a")) with { Seq = 2 });
        await EventuallyAsync(() => Assert.Empty(panel.FindAll("[data-test=maintenance-now]")));
    }

    /// <summary>The clock in Santiago goes back at the midnight that begins 5 April, so that 4 April has 25 hours.</summary>
    [Fact]
    public void Days_are_those_of_the_zone()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");
        var days = CalendarLook.Days([Once(new(2026, 4, 5, 3, 30, 0, TimeSpan.Zero), new(2026, 4, 5, 4, 0, 0, TimeSpan.Zero), "x", "a")], new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero), zone);
        Assert.Equal((new DateOnly(2026, 3, 30), "30"), (days[0].Date, days[0].Number));
        Assert.Equal("1 Apr", days[2].Number);
        Assert.Equal("23:30\u201300:00", Assert.Single(days.SelectMany(day => day.Entries)).When);
    }
}
