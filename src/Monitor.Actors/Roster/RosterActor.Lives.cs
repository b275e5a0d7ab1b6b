using Akka.Actor;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Roster;

/// <content>The lives of the checks: how each begins, changes, comes back after it has stopped, and leaves.</content>
public sealed partial class RosterActor
{
    private readonly Dictionary<CheckName, IActorRef> _leaving = [];

    /// <summary>Wanted, as soon as the namesake has left.</summary>
    private readonly Dictionary<CheckName, CheckDefinition> _returning = [];

    private void Start(CheckDefinition check, TimeSpan spread)
    {
        if (_leaving.ContainsKey(check.Name))
        {
            _returning[check.Name] = check;
            return;
        }

        var slot = new CheckSlot(check, spread, _around.Checks);
        _running[check.Name] = new Running(slot, Begin(slot), new CheckLife(0, Elapsed));
        _around.Watch.Add(slot);
        Context.System.EventStream.Publish(new CheckChanged(CheckFace.New.Tile(check, CheckState.New, Now), Beat: null));
    }

    private static IActorRef Begin(CheckSlot slot)
    {
        var actor = Context.ActorOf(Props.CreateBy(slot), Uri.EscapeDataString(slot.Definition.Name.Value));
        slot.Relay.MovesTo(actor);
        return Context.Watch(actor);
    }

    private void Change(CheckDefinition check)
    {
        var running = _running[check.Name];
        running.Slot.Definition = check;
        running.Actor?.Tell(new Redefine(check)); // one that is started again begins with it
    }

    private void Stop(CheckName name)
    {
        if (!_running.Remove(name, out var gone))
            return;
        _around.Watch.Remove(name);
        if (gone.Actor is null)
        {
            Timers.Cancel(name);
            Leave(name);
            return;
        }

        _leaving[name] = gone.Actor;
        gone.Actor.Tell(new CheckCommand.Retire(Now));
    }

    private void OnTerminated(Terminated gone)
    {
        var name = CheckName.Of(Uri.UnescapeDataString(gone.ActorRef.Path.Name));
        if (_leaving.TryGetValue(name, out var leaving) && leaving.Equals(gone.ActorRef))
            Leave(name);
        else if (_running.TryGetValue(name, out var running) && gone.ActorRef.Equals(running.Actor))
            StartLater(name, running);
    }

    /// <summary>A check whose journal failed has stopped for good, whatever it threw: nobody but the roster brings it back.</summary>
    private void StartLater(CheckName name, Running running)
    {
        var life = running.Life.Stopped(Elapsed);
        _running[name] = running with { Actor = null, Life = life };
        Timers.StartSingleTimer(name, new StartAgain(name), life.Pause(Random.Shared.NextDouble()));
    }

    private void OnStartAgain(CheckName name)
    {
        if (_running.TryGetValue(name, out var running) && running.Actor is null)
            _running[name] = running with { Actor = Begin(running.Slot), Life = running.Life with { At = Elapsed } };
    }

    private void Leave(CheckName name)
    {
        _leaving.Remove(name);
        if (_returning.Remove(name, out var wanted))
            Start(wanted, TimeSpan.Zero);
        else
            Context.System.EventStream.Publish(new CheckGone(name));
        OpenDoors();
    }

    /// <param name="Actor">Null while the check waits to be started again.</param>
    private sealed record Running(CheckSlot Slot, IActorRef? Actor, CheckLife Life);

    private sealed record StartAgain(CheckName Name) : INoSerializationVerificationNeeded;
}
