using Akka.Actor;
using Akka.Event;

namespace Monitor.Actors.Checks;

/// <summary>The few single-shot timers of one check: what they tell it, and whether that still counts when it comes.</summary>
/// <remarks>
/// As Akka's own timers, with a fifth of their memory: a timer that was cancelled or replaced still fires, and is not
/// taken. Used by the check's actor alone.
/// </remarks>
internal sealed class CheckTimers(IScheduler scheduler, IActorRef check)
{
    private readonly List<Due> _waiting = new(1);

    /// <summary>Tells the check, in a <see cref="Due"/>; one that waits under the same key is replaced.</summary>
    /// <param name="wait">Below zero when the time came while the check was busy; the scheduler would refuse it.</param>
    public void StartSingleTimer(object key, object message, TimeSpan wait)
    {
        Cancel(key);
        var due = new Due(key, message);
        _waiting.Add(due);
        if (wait < TimeSpan.Zero)
            check.Tell(due, ActorRefs.NoSender);
        else
            scheduler.ScheduleTellOnce(wait, check, due, ActorRefs.NoSender);
    }

    public void Cancel(object key)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
            if (_waiting[i].Key.Equals(key))
                _waiting.RemoveAt(i);
    }

    /// <summary>False for what was cancelled or replaced, or belongs to an earlier life.</summary>
    public bool Take(Due due) => _waiting.Remove(due);

    /// <summary>A timer's time has come.</summary>
    public sealed class Due(object key, object message) : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public object Key => key;

        public object Message => message;
    }
}
