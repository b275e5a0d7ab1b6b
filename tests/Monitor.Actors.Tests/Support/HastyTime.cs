using Microsoft.Extensions.Time.Testing;

namespace Monitor.Actors.Tests.Support;

/// <summary>A clock of a test's own that goes on by itself as far as somebody waits for it.</summary>
public sealed class HastyTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }
}
