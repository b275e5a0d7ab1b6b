using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Actors.Checks;

/// <summary>Turns what was observed into what it means; pure.</summary>
public static partial class RoundJudge
{
    /// <summary>Judges one attempt by itself: observation and latency, without looking at the past.</summary>
    public static RoundVerdict Judge(Observation seen, TimeSpan latency, CheckDefinition definition) => seen.Kind switch
    {
        ObservationKind.NotObserved => new(CheckStatus.Unknown, seen.Reason, seen.Details),
        ObservationKind.Passed or ObservationKind.Warned => JudgeLatency(seen, latency, definition),
        _ => new(CheckStatus.Fail, seen.Reason, seen.Details),
    };

    /// <summary>Judges a finished round: the attempt, and the deadline if the check has one.</summary>
    public static RoundVerdict Judge(ProbeResult result, CheckState state, CheckDefinition definition)
    {
        var verdict = Judge(result.Observation, result.Latency, definition);
        if (verdict.Status == CheckStatus.Unknown)
            return verdict;
        if (state.Job.StartProblem is { } problem && result.Observation.Run?.Id == state.Job.RunId)
            return new(CheckStatus.Fail, problem, JsonSerializer.Serialize(new Dictionary<string, object?> { ["error"] = problem }));
        return result.Observation.Run is { } run && definition.Type.Deadline(definition.Spec) is { } deadline
            ? JudgeRun(verdict, deadline, JobMoment.Of(run, state, definition.Zone, result.At), state)
            : verdict;
    }

    /// <summary>One missed deadline a round: each is told for itself, one that was told already only when there is no other.</summary>
    private static RoundVerdict JudgeRun(RoundVerdict verdict, JobDeadline deadline, JobMoment at, CheckState state)
    {
        var missed = deadline.Missed(at).ToArray();
        var miss = missed.FirstOrDefault(miss => !state.Job.Missed.Contains(miss.Window) && state.Incident?.MissedWindows.Contains(miss.Window) != true)
            ?? missed.FirstOrDefault();
        if (miss is not null)
            return new(CheckStatus.Fail, miss.Reason, MissDetails(at.Run, miss.Reason), miss.Window);
        return verdict.Status == CheckStatus.Ok && deadline.TooFast(at) is { } fast
            ? new(CheckStatus.Warn, fast, MissDetails(at.Run, fast))
            : verdict;
    }

    /// <summary>Whether a failed attempt gets another one within the round (PARITY S3).</summary>
    public static bool MayRetry(Observation seen, RoundVerdict verdict, CheckDefinition definition) =>
        verdict.Status == CheckStatus.Fail
        && (definition.RetryOn == RetryOn.AnyFailure || seen.Kind == ObservationKind.Error);

    private static RoundVerdict JudgeLatency(Observation seen, TimeSpan latency, CheckDefinition definition)
    {
        var warned = seen.Kind == ObservationKind.Warned;
        if (latency >= definition.FailAbove)
            return SlowVerdict(CheckStatus.Fail, definition.FailAbove.Value, warned ? $"; {seen.Reason} (warn)" : "");
        if (latency >= definition.WarnAbove)
            return SlowVerdict(CheckStatus.Warn, definition.WarnAbove.Value, warned ? $"; {seen.Reason}" : "");
        return new(warned ? CheckStatus.Warn : CheckStatus.Ok, seen.Reason, seen.Details);

        RoundVerdict SlowVerdict(CheckStatus status, TimeSpan limit, string further)
        {
            var reason = ErrorDetails.Short(TooSlow(latency, limit) + further);
            return new(status, reason, SlowDetails(seen, reason, definition));
        }
    }

    /// <summary>The state of pings is not given up for it: a restart takes it up again from there.</summary>
    private static string? SlowDetails(Observation seen, string reason, CheckDefinition definition) =>
        definition.Type.Pings(definition.Spec) is null ? Slow(seen, reason) : seen.Details;

    private static string TooSlow(TimeSpan latency, TimeSpan limit) =>
        $"answered in {latency.TotalMilliseconds:0} ms, limit {limit.TotalMilliseconds:0} ms";

    /// <summary>Whether a round was only too slow, by its reason; and what it was warned of besides, null for nothing.</summary>
    internal static bool IsTooSlow(string? reason, out string? warning)
    {
        var slow = Slowness().Match(reason ?? "");
        warning = slow.Groups["warning"] is { Success: true, Value: var text } ? text : null;
        return slow.Success;
    }

    [GeneratedRegex(@"\Aanswered in [0-9]+ ms, limit [0-9]+ ms(?:; (?<warning>.*?)(?: \(warn\))?)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Slowness();

    private static string Slow(Observation seen, string error) =>
        JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["status_code"] = seen.StatusCode,
            ["error"] = error,
        });

    private static string MissDetails(JobRun run, string reason) =>
        JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["status"] = run.Id is null ? null : run.Status,
            ["error"] = reason,
            ["job_id"] = run.Id,
        });
}
