using Akka.Event;
using Akka.Persistence;

namespace Monitor.Actors.Checks;

/// <summary>Decisions become events in the journal, and events become the state; nothing else changes it.</summary>
public sealed partial class CheckActor
{
    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: CheckState before }: _state = before; break;
            case CheckEvent happened: _state = _state.Apply(happened); break;
            case RecoveryCompleted: Begin(); break;
            default: Unhandled(message); break;
        }
    }

    private void Handle(CheckCommand command) => Handle(command, Publish);

    private void Handle(CheckCommand command, Action then)
    {
        var events = _state.Decide(command, _definition);
        var left = events.Count;
        if (left == 0)
        {
            then();
            return;
        }

        var asked = _around.Time.GetTimestamp();
        PersistAll(events, happened =>
        {
            if (left == events.Count)
                EngineMetrics.PersistDuration.Record(_around.Time.GetElapsedTime(asked).TotalSeconds);
            _state = _state.Apply(happened);
            React(happened);
            if (--left == 0)
                then();
        });
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        Log.Error("{0}: the journal did not store a decision, the check restarts: {1}", _definition.Name, cause.Message);
        Tell(new JournalFailed(_definition.Name, cause.Message, Now));
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        Log.Error(cause, "{0}: the journal rejected {1}", _definition.Name, @event.GetType().Name);
        Tell(new JournalFailed(_definition.Name, $"rejected {@event.GetType().Name}: {cause.Message}", Now));
        Context.Stop(Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        Log.Error("{0}: the journal could not be read: {1}", _definition.Name, reason.Message);
        Tell(new JournalFailed(_definition.Name, reason.Message, Now));
    }
}
