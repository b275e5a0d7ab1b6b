namespace Monitor.Actors.History;

/// <summary>Those who wait until a certain number of rows is settled.</summary>
internal sealed class FlushPoints
{
    private readonly List<(long Target, TaskCompletionSource Done)> _waiting = [];
    private bool _ended;

    /// <summary>Cancelled when <see cref="End"/> comes first.</summary>
    public Task Reached(long target)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_ended)
                done.SetCanceled();
            else
                _waiting.Add((target, done));
        }

        return done.Task;
    }

    public void Settle(long settled)
    {
        lock (_waiting)
            _waiting.RemoveAll(waiter => waiter.Target <= settled && waiter.Done.TrySetResult());
    }

    public void End()
    {
        lock (_waiting)
        {
            _ended = true;
            _waiting.ForEach(waiter => waiter.Done.TrySetCanceled());
        }
    }
}
