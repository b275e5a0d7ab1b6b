using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Health;

/// <summary>Proves that the journal takes decisions: writes a mark as a check writes its events, and forgets the one before.</summary>
/// <remarks>A failed write stops it, as it stops any persistent actor; its supervisor makes it anew.</remarks>
public sealed class JournalMarkActor : ReceivePersistentActor
{
    /// <summary>Part of the journal: it does not change.</summary>
    public const string Id = "engine-mark";

    /// <summary>So many are deleted together: the journal plug-in makes its queries anew each time, which costs as much as a thousand rounds.</summary>
    internal const int Together = 10;

    private readonly TimeProvider _time;
    private readonly Func<string?> _room;

    /// <param name="room">How much room there is, asked only after trouble.</param>
    public JournalMarkActor(TimeProvider time, Func<string?> room)
    {
        (_time, _room) = (time, room);
        Command<WriteMark>(_ => OnWrite());
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(failed => Context.GetLogger().Warning("an old mark stays in the journal: {0}", failed.Cause.Message));
    }

    public override string PersistenceId => Id;

    public override Recovery Recovery => Recovery.None;

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        Publish(cause.Message);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        EngineMetrics.PersistFailures.Add(1);
        Publish(cause.Message);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => Publish(reason.Message);

    private void OnWrite()
    {
        var (asked, sender) = (_time.GetTimestamp(), Sender);
        Persist(new JournalMark(_time.GetUtcNow()), mark =>
        {
            EngineMetrics.PersistDuration.Record(_time.GetElapsedTime(asked).TotalSeconds);
            if (LastSequenceNr % Together == 0)
                DeleteMessages(LastSequenceNr - 1);
            Publish(null);
            sender.Tell(mark);
        });
    }

    private void Publish(string? trouble) => Context.System.EventStream.Publish(
        new JournalProbed(trouble is null ? null : StorageError.Explain(trouble, _room()), _time.GetUtcNow()));
}

/// <summary>Asks for a mark; answered with the <see cref="JournalMark"/> once it is stored, else not at all.</summary>
public sealed record WriteMark
{
    public static WriteMark Instance { get; } = new();
}

/// <summary>A decision about nothing, stored to see whether decisions can be.</summary>
public sealed record JournalMark(DateTimeOffset At);
