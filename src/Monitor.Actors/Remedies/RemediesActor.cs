using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Remedies;

/// <summary>Runs remedies, each within its time limit, and says how they went.</summary>
/// <remarks>Asked once per run: whoever asks has journaled the request and never asks again for the same id.</remarks>
public sealed class RemediesActor : ReceiveActor
{
    private readonly CancellationTokenSource _stopped = new();

    public RemediesActor(TimeProvider time)
    {
        Receive<RunRemedy>(run =>
        {
            Context.GetLogger().Info("runs {0} ({1})", run.Remedy.Type.Name, run.Id);
            RunAsync(run, time, _stopped.Token).PipeTo(Sender);
        });
    }

    protected override void PostRestart(Exception reason)
    {
        EngineMetrics.Restarted("remedies");
        base.PostRestart(reason);
    }

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    /// <summary>The one catch-all around remedies.</summary>
    private static async Task<CheckCommand.SettleRemedy> RunAsync(RunRemedy run, TimeProvider time, CancellationToken stopped)
    {
        var remedy = run.Remedy;
        using var limit = new CancellationTokenSource(remedy.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopped);
        var outcome = await AttemptAsync(run, either.Token, limit.Token);
        var verdict = outcome.Succeeded ? RemedyVerdict.Succeeded : RemedyVerdict.Failed;
        return new CheckCommand.SettleRemedy(time.GetUtcNow(), run.Id, verdict, remedy.Echo.Hide(outcome.Details));
    }

    private static async Task<RemedyOutcome> AttemptAsync(RunRemedy run, CancellationToken either, CancellationToken limit)
    {
        try
        {
            return await run.Remedy.Type.RunAsync(run.Remedy.Spec, run.Id, run.Level, either);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Failed(run, $"timeout after {run.Remedy.Timeout.TotalSeconds:0.0##} s");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failed(run, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static RemedyOutcome Failed(RunRemedy run, string error) =>
        new(false, ErrorDetails.Json(("action", run.Remedy.Type.Name), ("error", ErrorDetails.Short(error))));
}
