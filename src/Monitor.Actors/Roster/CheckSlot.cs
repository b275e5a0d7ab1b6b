using Akka.Actor;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Roster;

/// <summary>A running check: its definition, its pulse, where it is reached, and how to make its actor again after it stopped.</summary>
/// <remarks>The actor is made anew from here, so it comes back with the newest definition.</remarks>
public sealed class CheckSlot(CheckDefinition definition, TimeSpan spread, CheckSurroundings around) : IIndirectActorProducer
{
    private volatile CheckDefinition _definition = definition;
    private bool _wasMade;

    public CheckDefinition Definition
    {
        get => _definition;
        set => _definition = value;
    }

    public RoundPulse Pulse { get; } = new(around.Time.GetTimestamp());

    public CheckRelay Relay { get; } = new();

    public Type ActorType => typeof(CheckActor);

    public ActorBase Produce()
    {
        if (_wasMade)
            EngineMetrics.Restarted("check");
        _wasMade = true;
        return new CheckActor(Definition, spread, around, Pulse, Relay);
    }

    public void Release(ActorBase actor)
    {
    }
}
