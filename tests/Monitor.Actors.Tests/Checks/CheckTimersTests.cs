using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

public sealed class CheckTimersTests : ActorTest
{
    private readonly TestProbe _check;
    private readonly CheckTimers _timers;

    public CheckTimersTests()
    {
        _check = CreateTestProbe();
        _timers = new CheckTimers(Scheduler, _check.Ref);
    }

    private async Task<(object Message, bool Taken)> Next()
    {
        var due = await Hear<CheckTimers.Due>(_check);
        return (due.Message, _timers.Take(due));
    }

    [Fact]
    public async Task A_time_that_has_come_while_the_check_was_busy_is_told_at_once()
    {
        _timers.StartSingleTimer("round", "late", TimeSpan.FromTicks(-1));
        Assert.Equal(("late", true), await Next());
        Assert.False(_check.HasMessages);
    }

    [Fact]
    public async Task It_can_be_replaced_like_any_other()
    {
        _timers.StartSingleTimer("round", "late", TimeSpan.FromSeconds(-1));
        _timers.StartSingleTimer("round", "in time", TimeSpan.FromSeconds(1));
        Advance(1);
        Assert.Equal([("late", false), ("in time", true)], [await Next(), await Next()]);
    }

    [Fact]
    public async Task What_was_cancelled_fires_and_is_not_taken()
    {
        _timers.StartSingleTimer("round", "gone", TimeSpan.FromSeconds(1));
        _timers.StartSingleTimer("retry", "stays", TimeSpan.FromSeconds(1));
        _timers.Cancel("round");
        Advance(1);
        var told = new[] { await Next(), await Next() };
        Assert.Equal([("gone", false), ("stays", true)], told.OrderBy(one => one.Taken));
    }

    /// <summary>As the engine runs it: Akka's own scheduler refuses to wait for the past.</summary>
    [Fact]
    public void The_scheduler_of_the_engine_would_refuse_it()
    {
        using var scheduler = new HashedWheelTimerScheduler(Sys.Settings.Config, Sys.Log);
        Assert.Throws<ArgumentOutOfRangeException>(() => ((ITellScheduler)scheduler).ScheduleTellOnce(TimeSpan.FromTicks(-1), _check.Ref, "", ActorRefs.NoSender));
    }
}
