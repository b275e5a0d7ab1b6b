using Monitor.Actors.Checks;

namespace Monitor.Actors.Remedies;

/// <summary>How well a remedy of a check has done, over all its runs.</summary>
/// <param name="Index">Its place in <c>on_fail.actions</c>.</param>
public sealed record RemedyRecord(string Check, int Index, string Action)
{
    public int Runs { get; init; }

    public int Fixed { get; init; }

    public int DidNotHelp { get; init; }

    public int MadeWorse { get; init; }

    /// <summary>Runs of which nobody knows whether they helped, those that were lost included.</summary>
    public int Unknown { get; init; }

    /// <summary>Runs that failed themselves.</summary>
    public int Failed { get; init; }

    /// <summary>Times that it would have run, had it not been only tried out.</summary>
    public int Rehearsed { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>From the request to the recovery, of half of the runs that fixed it at most so long; null when none did.</summary>
    public double? MedianSecondsToFix { get; init; }

    /// <summary>By check and place.</summary>
    /// <param name="diary">What was journaled, oldest first.</param>
    public static IReadOnlyList<RemedyRecord> Of(IReadOnlyCollection<(string Check, CheckEvent Happened)> diary)
    {
        var refused = RunsThat(diary, happened => happened is CheckEvent.RemedySettled { Verdict: RemedyVerdict.Refused } e ? e.Id : null);
        var judged = RunsThat(diary, happened => happened is CheckEvent.RemedyJudged e ? e.Id : null);
        var (records, times) = (new Dictionary<(string, int, string), RemedyRecord>(), new Dictionary<(string, int, string), List<double>>());
        var open = new Dictionary<(string Check, string Id), CheckEvent.RemedyRequested>();
        foreach (var (check, happened) in diary)
        {
            if (happened is CheckEvent.RemedyRequested asked && refused.Contains((check, asked.Id)))
                continue; // it did not run
            if (happened is CheckEvent.RemedySettled { Verdict: RemedyVerdict.Lost } lost && judged.Contains((check, lost.Id)))
                continue; // what it came to is counted
            if (happened is CheckEvent.RemedyRequested request)
                open[(check, request.Id)] = request;
            if (KeyOf(check, happened, open) is not { } key)
                continue;
            records[key] = records.GetValueOrDefault(key, new RemedyRecord(key.Check, key.Index, key.Action)).Then(happened);
            if (happened is CheckEvent.RemedyJudged { Effect: RemedyEffect.Fixed } cure)
                (times.TryGetValue(key, out var known) ? known : times[key] = []).Add(cure.Seconds);
        }

        return [.. records.OrderBy(one => one.Key).Select(one => one.Value with { MedianSecondsToFix = times.TryGetValue(one.Key, out var known) ? Median(known) : null })];
    }

    private static HashSet<(string Check, string Id)> RunsThat(IEnumerable<(string Check, CheckEvent Happened)> diary, Func<CheckEvent, string?> idOf) =>
        [.. diary.Select(one => (one.Check, Id: idOf(one.Happened))).Where(one => one.Id is not null).Select(one => (one.Check, one.Id!))]; // those are left

    private static (string Check, int Index, string Action)? KeyOf(
        string check, CheckEvent happened, Dictionary<(string Check, string Id), CheckEvent.RemedyRequested> open) => happened switch
        {
            CheckEvent.RemedyRequested e => (check, e.Index, e.Action),
            CheckEvent.RemedyRehearsed e => (check, e.Index, e.Action),
            CheckEvent.RemedyJudged e => (check, e.Index, e.Action),
            CheckEvent.RemedySettled e when open.Remove((check, e.Id), out var request) => (check, request.Index, request.Action),
            _ => null,
        };

    private RemedyRecord Then(CheckEvent happened) => happened switch
    {
        CheckEvent.RemedyRequested e => this with { Runs = Runs + 1, LastRunAt = e.At },
        CheckEvent.RemedyRehearsed => this with { Rehearsed = Rehearsed + 1 },
        CheckEvent.RemedySettled { Verdict: RemedyVerdict.Failed } => this with { Failed = Failed + 1 },
        CheckEvent.RemedySettled { Verdict: RemedyVerdict.Lost } => this with { Unknown = Unknown + 1 },
        CheckEvent.RemedyJudged { Effect: RemedyEffect.Fixed } => this with { Fixed = Fixed + 1 },
        CheckEvent.RemedyJudged { Effect: RemedyEffect.DidNotHelp } => this with { DidNotHelp = DidNotHelp + 1 },
        CheckEvent.RemedyJudged { Effect: RemedyEffect.MadeWorse } => this with { MadeWorse = MadeWorse + 1 },
        CheckEvent.RemedyJudged => this with { Unknown = Unknown + 1 },
        _ => this,
    };

    private static double Median(List<double> times)
    {
        var sorted = times.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
