using Monitor.Web.Check;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Check;

public sealed class OrderDialogTests
{
    [Fact]
    public void Tomorrow_morning_is_the_viewers() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 2, 30, 0, TimeSpan.Zero), OrderPick.Tomorrow.Until(Some.Noon, Some.Kolkata));

    [Fact]
    public void A_pause_may_be_open_and_maintenance_may_not() =>
        Assert.Equal((true, false), (OrderKind.Pause.Picks.Contains(OrderPick.Open), OrderKind.Maintenance.Picks.Any(pick => pick.Until(Some.Noon, Some.Kolkata) is null)));

    [Fact]
    public void What_is_acknowledged_is_so_until_it_recovers_unless_one_says_otherwise() =>
        Assert.Null(OrderKind.Acknowledge.Picks[0].Until(Some.Noon, Some.Kolkata));
}
