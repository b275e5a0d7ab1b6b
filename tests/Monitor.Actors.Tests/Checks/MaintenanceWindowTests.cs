using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Which maintenance comes next.</summary>
public sealed class MaintenanceWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_that_comes_once_is_ahead_until_it_begins()
    {
        var window = new MaintenanceWindow.Once(Noon, Noon.AddHours(1), "racks");
        Assert.Equal(new ActiveMaintenance(Noon, Noon.AddHours(1), "racks"), window.After(Noon.AddSeconds(-1)));
        Assert.Null(window.After(Noon));
    }

    [Fact]
    public void One_that_comes_again_is_always_ahead_also_while_it_goes_on()
    {
        var window = new MaintenanceWindow.Recurring(CronTimes.Parse("0 12 * * *")!, TimeSpan.FromHours(2), TimeZoneInfo.Utc, null); // it is one
        Assert.Equal(Noon, window.After(Noon.AddMinutes(-1))?.Since);
        Assert.Equal(new ActiveMaintenance(Noon.AddDays(1), Noon.AddDays(1).AddHours(2), null), window.After(Noon));
    }
}
