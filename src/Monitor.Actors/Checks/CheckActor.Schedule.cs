using Akka.Actor;

namespace Monitor.Actors.Checks;

/// <content>How many rounds in a row it takes, how fast they follow while that is open, and the hours without any.</content>
public sealed partial class CheckActor
{
    /// <summary>Over how long the first rounds of checks that were redefined together are spread.</summary>
    private static readonly TimeSpan ChangeSpread = TimeSpan.FromSeconds(1);

    private bool _outside;

    private Streak? StreakAfter(RoundVerdict verdict, DateTimeOffset at)
    {
        var patience = _definition.Patience;
        if (ReferenceEquals(patience, Patience.None))
            return null; // as of most checks
        var graceLeft = patience.StartupGrace - _around.Time.GetElapsedTime(_around.StartedAt);
        var held = patience.HeldUntil(at, _state, _face.HasPassed, graceLeft);
        return Streak.After(_face.Streak, verdict, at, _state, patience, held);
    }

    /// <summary>What is not settled is looked at again sooner, and what was held when it begins to count.</summary>
    private void Hurry()
    {
        if (ReferenceEquals(_definition.Patience, Patience.None))
            return;
        var isOpen = _state.Incident is not null || _face.Streak is { IsOpen: true };
        if (_definition.Patience.RetryInterval is { } retry)
            Arm(_clock.Hurry(isOpen ? retry : null));
        if (_face.Streak?.HeldUntil - Now is { } held && held > TimeSpan.Zero)
            Arm(_clock.Sooner(held));
    }

    /// <summary>The rounds before a restart count too; until they are found, those that end meanwhile are kept apart.</summary>
    private void CountPast()
    {
        var (state, patience, flaps) = (_state, _definition.Patience, _definition.Flapping is not null);
        if (state.DefinedAt is not { } defined || !(patience.Counts || flaps))
            return;
        if (patience.Counts)
            _face = _face with { Streak = Streak.Unread(state) };
        var (since, begun) = (AsStored(state.Since > defined ? state.Since.Value : defined), AsStored(Now));
        var most = Math.Max(patience.FailureThreshold, patience.SuccessThreshold);
        _around.Results.ObservedAsync(_definition.Name, flaps ? AsStored(defined) : since, begun, flaps ? Math.Max(most, FlapMeter.Changes + 1) : most, _stopped.Token)
            .PipeTo(
                Self,
                success: rows => new PastCounted(
                    patience.Counts ? Recount.Of(rows.Where(row => row.At >= since).TakeLast(most), state, patience) : Recount.Nothing,
                    flaps ? FlapMeter.Of(rows) : default),
                failure: _ => new PastCounted(Recount.Nothing, default));
    }

    private void OnPastCounted(PastCounted counted)
    {
        _outcomes = counted.Outcomes.Then(_outcomes);
        _face = _face.With(counted.Past);
        Hurry();
        Publish();
    }

    private TimeSpan Reschedule()
    {
        if (_clock is RoundClock clock && _definition.Timetable is null)
            return clock.Change(_definition.Interval);
        _clock = RoundClocks.For(_definition, ChangeSpread, _around.Time);
        return _clock.First();
    }

    /// <summary>The first round of a timetable may be far off: nobody shall miss it until then.</summary>
    private void WaitForFirst()
    {
        if (_definition.Timetable is not null && _clock.NextDueAt(Now) - Now is { } wait)
            WaitOutside(wait);
    }

    /// <summary>No round is due before so long, and none that watches over the rounds shall miss one until then.</summary>
    private void WaitOutside(TimeSpan rest)
    {
        if (_round is null)
            _pulse.Begun(_around.Time.GetTimestamp() + (long)(rest.TotalSeconds * _around.Time.TimestampFrequency));
        var before = _outside;
        _outside = _definition.Timetable?.ClosedUntil(Now) is not null;
        if (before != _outside)
            Publish();
    }
}
