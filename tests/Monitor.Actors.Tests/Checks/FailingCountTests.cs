using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Checks;

public sealed class FailingCountTests
{
    private readonly FailingCount _count = new();

    [Fact]
    public void Nothing_of_nothing_fails() => Assert.Equal(0, _count.Percent);

    [Fact]
    public void Each_counts_itself_and_takes_itself_back()
    {
        _count.Change(null, true);
        _count.Change(null, false);
        _count.Change(null, false);
        _count.Change(null, false);
        Assert.Equal(25, _count.Percent);
        _count.Change(false, true);
        Assert.Equal(50, _count.Percent);
        _count.Change(false, null);
        _count.Change(false, null);
        Assert.Equal(100, _count.Percent);
        _count.Change(true, false);
        _count.Change(true, null);
        Assert.Equal(0, _count.Percent);
    }

    [Fact]
    public void Many_at_once_lose_nothing()
    {
        Parallel.For(0, 1_000, i =>
        {
            _count.Change(null, true);
            if (i % 4 != 0)
                _count.Change(true, false);
        });
        Assert.Equal(25, _count.Percent);
    }
}
