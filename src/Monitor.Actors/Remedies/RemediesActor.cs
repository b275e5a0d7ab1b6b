using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Remedies;

/// <summary>Runs remedies, each within its time limit, and says how they went; keeps what they share.</summary>
/// <remarks>Asked once per run: whoever asks has journaled the request and never asks again for the same id.</remarks>
public sealed class RemediesActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopped = new();
    private readonly TimeProvider _time;
    private readonly RemedyBook _book;
    private readonly IRemedyPast? _past;
    private RemedyTraffic _traffic = RemedyTraffic.None;

    /// <param name="past">What ran before the start; null when nothing did.</param>
    public RemediesActor(TimeProvider time, RemedyBook book, IRemedyPast? past)
    {
        (_time, _book, _past) = (time, book, past);
        Take(_traffic with { IsComplete = past is null });
        Receive<RunRemedy>(OnRun);
        Receive<RunDone>(done => Take(_traffic.End(done.Run, done.Verdict, _time.GetUtcNow())));
        Receive<PastRead>(OnPastRead);
        Receive<ReadPast>(_ => Read());
    }

    public ITimerScheduler Timers { get; set; } = null!; // set by Akka before PreStart

    protected override void PreStart() => Read();

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

    private void OnRun(RunRemedy run)
    {
        var now = _time.GetUtcNow();
        if ((_traffic with { MaxPerHour = _book.MaxPerHour }).Forbids(run.Remedy, now) is { } forbidden)
        {
            Sender.Tell(new CheckCommand.SettleRemedy(now, run.Id, RemedyVerdict.Refused, Failed(run, forbidden.Reason).Details));
            return;
        }

        Context.GetLogger().Info("runs {0} ({1})", run.Remedy.Type.Name, run.Id);
        Take(_traffic.Begin(run, now));
        var running = RunAsync(run, _time, _stopped.Token);
        running.PipeTo(Sender);
        running.PipeTo(Self, success: settled => new RunDone(run, settled.Verdict));
    }

    private void Take(RemedyTraffic traffic) => _book.Publish(_traffic = traffic);

    private void Read() => _past?.RunsAsync(_time.GetUtcNow(), _stopped.Token)
        .PipeTo(Self, success: runs => new PastRead(runs), failure: _ => new PastRead(null));

    private void OnPastRead(PastRead past)
    {
        if (past.Runs is { } runs)
            Take(_traffic.With(runs));
        else
            Timers.StartSingleTimer(nameof(ReadPast), new ReadPast(), ReadAgain);
    }

    /// <summary>The one catch-all around remedies.</summary>
    private static async Task<CheckCommand.SettleRemedy> RunAsync(RunRemedy run, TimeProvider time, CancellationToken stopped)
    {
        var remedy = run.Remedy;
        using var limit = new CancellationTokenSource(remedy.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopped);
        var outcome = await AttemptAsync(run, either.Token, limit.Token);
        var verdict = outcome.Succeeded ? RemedyVerdict.Succeeded : RemedyVerdict.Failed;
        return new CheckCommand.SettleRemedy(time.GetUtcNow(), run.Id, verdict, remedy.Echo.HideDetails(outcome.Details));
    }

    private static async Task<RemedyOutcome> AttemptAsync(RunRemedy run, CancellationToken either, CancellationToken limit)
    {
        try
        {
            return await run.Remedy.Type.RunAsync(run.Remedy.Spec, run.Run, either);
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

    private sealed record RunDone(RunRemedy Run, RemedyVerdict Verdict) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    /// <param name="Runs">Null when they could not be read.</param>
    private sealed record PastRead(IReadOnlyDictionary<string, DateTimeOffset>? Runs) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record ReadPast : INoSerializationVerificationNeeded;
}
