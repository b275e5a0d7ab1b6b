namespace Monitor.Actors.Checks.Pings;

/// <summary>A ping that is to come.</summary>
/// <param name="From">From when on it may come.</param>
/// <param name="Deadline">When it is missed.</param>
/// <param name="Missed">What to say then.</param>
internal sealed record PingExpectation(DateTimeOffset From, DateTimeOffset Deadline, Func<DateTimeOffset, string> Missed)
{
    public static PingExpectation Finish(PingRun run, TimeSpan limit) => new(
        run.StartedAt,
        run.StartedAt + limit,
        now => $"{PingWords.Run(run)} has not finished after {PingText.Span(now - run.StartedAt)}, limit {PingText.Span(limit)}; it started {PingText.Time(run.StartedAt)}");

    /// <param name="since">The last success, or when waiting for the first began.</param>
    public static PingExpectation Success(PingWatch watch, DateTimeOffset due, TimeSpan grace, DateTimeOffset since) => new(
        due,
        due + grace,
        now => $"no {(watch.Progress.Last is null ? "ping" : "success")} for {PingText.Span(now - since)} ({watch.Rules.InWords}); {PingWords.Last(watch.Progress)}");
}
