namespace Monitor.Actors.Checks;

/// <content>The other checks, for the type that is made of them: looking again as soon as they change.</content>
public sealed partial class CheckActor
{
    /// <summary>However busy the board is, a group looks no more often than this, beside its rounds.</summary>
    private static readonly TimeSpan LookGap = TimeSpan.FromSeconds(2);

    private const string LookKey = "look";

    private bool _follows;
    private long _lookedAt;

    private void Follow()
    {
        StopFollowing();
        if (_definition.Type.Members(_definition.Spec) is null)
            return;
        _follows = true;
        _lookedAt = _around.Time.GetTimestamp();
        Context.System.EventStream.Subscribe(Self, typeof(BoardMoved));
    }

    private void StopFollowing()
    {
        if (_follows)
            Context.System.EventStream.Unsubscribe(Self);
        _follows = false;
    }

    private void OnBoardMoved()
    {
        var wait = LookGap - _around.Time.GetElapsedTime(_lookedAt);
        if (wait > TimeSpan.Zero || _round is not null)
        {
            Timers.StartSingleTimer(LookKey, BoardMoved.Instance, wait > TimeSpan.Zero ? wait : LookGap);
            return;
        }

        _lookedAt = _around.Time.GetTimestamp();
        if (!IsResting)
            StartRound(TimeSpan.Zero);
    }
}
