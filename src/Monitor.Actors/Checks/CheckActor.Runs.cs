using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <content>The runs of a job, as they go into the history.</content>
public sealed partial class CheckActor
{
    /// <summary>What was written last of a run that is polled, so that each round is not; null for all that follow none.</summary>
    private RunRecord? _run;

    /// <summary>The run that is followed, unless it is known to have ended.</summary>
    private string? OpenRun => _state.Job is { RunId: { } id } job && id != job.SucceededId && !(_run is { FinishedAt: not null } ended && ended.Id == id) ? id : null;

    private void KeepRun(ProbeResult result)
    {
        if (result.Observation.Run is not { Id: not null } run)
            return; // as of most checks
        var at = JobMoment.Of(run, _state, _definition.Zone, result.At);
        if (RunRows.Left(at, result.Observation.Left, _definition.Type.Deadline(_definition.Spec)) is { } before)
            Keep(before);
        if (RunRows.Of(at, _definition.Type.Deadline(_definition.Spec)) is not { } kept || kept == _run)
            return;
        if (_run is { FinishedAt: not null } ended && ended.Id == kept.Id && ended.Outcome == kept.Outcome)
            return; // it has not ended again
        _run = kept;
        Keep(kept);
    }

    private void KeepMissed(string window)
    {
        if (RunRows.Missed(window, _definition.Type.Deadline(_definition.Spec), _definition.Zone) is { } missed)
            Keep(missed);
    }

    private void KeepRuns(IEnumerable<RunRecord> runs)
    {
        foreach (var run in runs)
            Keep(run);
    }

    private void Keep(RunRecord run) => _around.History.Append(ResultRow.Of(_definition.Name, Now, run));
}
