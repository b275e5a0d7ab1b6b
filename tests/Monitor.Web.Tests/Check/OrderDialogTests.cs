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
        Assert.Equal((true, false), (OrderPick.For(pause: true).Contains(OrderPick.Open), OrderPick.For(pause: false).Contains(OrderPick.Open)));
}
