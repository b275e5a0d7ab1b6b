using System.Globalization;
using Monitor.Actors.History;

namespace Monitor.Actors.Checks.Pings;

/// <summary>What the history keeps of runs that ping; pure.</summary>
/// <remarks>
/// A run is what said that it begins, has an id, or told its exit status. A bare ping says that its sender is well, and is
/// none: of those there may be one a second.
/// </remarks>
internal static class PingRuns
{
    /// <param name="before">Before the ping.</param>
    /// <param name="after">With it.</param>
    public static IEnumerable<RunRecord> Of(PingProgress before, Ping ping, PingProgress after, PingRules rules) => Seen(before, ping, after, rules).Select(run => run with { AtLeast = rules.MinDuration, AtMost = rules.FinishWithin });

    private static IEnumerable<RunRecord> Seen(PingProgress before, Ping ping, PingProgress after, PingRules rules)
    {
        var (run, told) = (before.Runs.FirstOrDefault(run => run.Id == ping.RunId), ping.Output);
        foreach (var lost in before.Runs.Where(other => !after.Runs.Contains(other) && (other.Id != ping.RunId || ping.Kind == PingKind.Start)))
            yield return Record(lost, rules.FinishWithin <= ping.At - lost.StartedAt ? RunOutcome.TooLong : RunOutcome.Unknown);
        if (ping.Kind == PingKind.Start)
            yield return Record(new PingRun(ping.RunId, ping.At), RunOutcome.Running) with { Output = told };
        else if (ping.Kind == PingKind.Log && run is not null)
            yield return Record(run, RunOutcome.Running) with { Output = told };
        else if (ping.Kind != PingKind.Log && (run is not null || ping.RunId is not null || ping.ExitCode is not null))
            yield return Ended(run ?? new PingRun(ping.RunId, ping.At - (ping.Took ?? TimeSpan.Zero)), ping, run is not null, rules);
    }

    /// <summary>What is known to be wrong from now on: runs that take too long, or one that did not come at all.</summary>
    /// <param name="before">Before somebody looked whether something is missing.</param>
    public static IEnumerable<RunRecord> Missing(PingProgress before, PingWatch after, DateTimeOffset definedAt, DateTimeOffset now)
    {
        if (before.Missing || !after.Progress.Missing)
            yield break;
        var late = after.Progress.Runs.Where(run => now - run.StartedAt >= after.Rules.FinishWithin).ToArray();
        foreach (var run in late)
            yield return Record(run, RunOutcome.TooLong);
        if (late.Length == 0 && after.Rules.Cron is not null && after.Rules.NextAfter(after.Progress.SucceededAt ?? definedAt, after.Zone) is { } due)
            yield return new RunRecord(DeadlineWindow.Schedule(due), due, RunOutcome.Missed, RunSource.Pushed);
    }

    private static RunRecord Ended(PingRun run, Ping ping, bool isFollowed, PingRules rules)
    {
        var took = ping.Took ?? (isFollowed && ping.At >= run.StartedAt ? ping.At - run.StartedAt : null);
        var outcome = ping.Kind == PingKind.Fail ? RunOutcome.Failed
            : took < rules.MinDuration ? RunOutcome.TooFast
            : took >= rules.FinishWithin ? RunOutcome.TooLong
            : RunOutcome.Succeeded;
        return Record(run, outcome) with { FinishedAt = ping.At, Took = took, ExitCode = ping.ExitCode, Output = ping.Output };
    }

    private static RunRecord Record(PingRun run, RunOutcome outcome) => new(IdOf(run), run.StartedAt, outcome, RunSource.Pushed);

    /// <summary>Runs without an id do not overlap, so that their start names them; to the millisecond, as it is kept.</summary>
    private static string IdOf(PingRun run) =>
        run.Id?.ToString("D") ?? run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
