using Akka.Actor;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Roster;

/// <summary>A running check: its definition, and how to make its actor again after it stopped.</summary>
/// <remarks>The supervisor makes the actor anew from here, so it comes back with the newest definition.</remarks>
public sealed class CheckSlot(CheckDefinition definition, TimeSpan spread, CheckSurroundings around) : IIndirectActorProducer
{
    private volatile CheckDefinition _definition = definition;

    public CheckDefinition Definition
    {
        get => _definition;
        set => _definition = value;
    }

    public Type ActorType => typeof(CheckActor);

    public ActorBase Produce() => new CheckActor(Definition, spread, around);

    public void Release(ActorBase actor)
    {
    }
}
