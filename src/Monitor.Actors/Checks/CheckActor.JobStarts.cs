using Akka.Actor;

namespace Monitor.Actors.Checks;

/// <summary>Jobs that the monitor itself starts.</summary>
public sealed partial class CheckActor
{
    private void StartJob()
    {
        if (_definition.Type.Trigger(_definition.Spec) is { } trigger)
            _around.JobStarts.StartAsync(trigger.StartUrl, _definition.Timeout, _definition.OutboundLevel, _stopped.Token)
                .PipeTo(Self, success: start => new JobStartDone(start.JobId, start.Problem), failure: e => new JobStartDone(null, e.Message));
        else
            Self.Tell(new JobStartDone(null, "the check no longer starts its job"));
    }

    private void ArmJobStart()
    {
        Timers.Cancel(JobStartDue.Key);
        if (IsResting)
            return;
        if (_definition.Type.Trigger(_definition.Spec)?.Next(Now, _definition.Zone) is not { } next)
            return;
        var wait = next - Now;
        Timers.StartSingleTimer(JobStartDue.Key, new JobStartDue(next), wait < LongestWait ? wait : LongestWait);
    }

    private void OnJobStartDue(JobStartDue due)
    {
        ArmJobStart();
        if (Now >= due.Occurrence)
            Handle(new CheckCommand.StartJob(Now, due.Occurrence));
    }
}
