using Akka.Actor;

namespace Monitor.Actors.Checks;

/// <summary>Where a check is reached, whichever life it is in: an actor that was made anew has another reference, this stays.</summary>
/// <remarks>Thread-safe. What comes while there is no actor goes to its last one, and so to the dead letters.</remarks>
public sealed class CheckRelay : MinimalActorRef
{
    private volatile IActorRef _actor = Nobody.Instance;

    public override ActorPath Path => _actor.Path;

    public override IActorRefProvider Provider => ((IInternalActorRef)_actor).Provider;

    public void MovesTo(IActorRef actor) => _actor = actor;

    protected override void TellInternal(object message, IActorRef sender) => _actor.Tell(message, sender);
}
