using Monitor.Actors.Checks.Pings;

namespace Monitor.Actors.Tests.Checks.Pings;

public sealed class PingBudgetTests
{
    [Fact]
    public void So_many_at_once_and_then_ten_a_second()
    {
        var budget = new PingBudget();
        var start = TimeSpan.FromDays(3);
        Assert.Equal(PingBudget.AtOnce, Enumerable.Range(0, 1_000).Count(_ => budget.TryTake(start)));
        Assert.Equal(10, Enumerable.Range(0, 1_000).Count(n => budget.TryTake(start + TimeSpan.FromMilliseconds(n + 1))));
        Assert.Equal(PingBudget.AtOnce, Enumerable.Range(0, 1_000).Count(_ => budget.TryTake(start + TimeSpan.FromMinutes(1))));
    }
}
