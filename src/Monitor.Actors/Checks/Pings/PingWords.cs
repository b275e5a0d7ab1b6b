namespace Monitor.Actors.Checks.Pings;

/// <summary>Sentences about pings.</summary>
internal static class PingWords
{
    public static string Last(PingProgress progress) => progress.Last is { } last
        ? $"the last ping, {PingText.Word(last.Kind)}, came {PingText.Time(last.At)}"
        : "none has come yet";

    public static string Running(PingProgress progress, DateTimeOffset now) => progress.Runs is [] ? "nothing is running"
        : progress.Runs is [var only] ? $"running for {PingText.Span(Since(only, now))}"
        : $"{progress.Runs.Length} runs under way, the oldest for {PingText.Span(Since(progress.Runs.MinBy(run => run.StartedAt)!, now))}"; // not empty

    public static string TooFast(TimeSpan took, TimeSpan least) => $"finished in {PingText.Span(took)}, expected at least {PingText.Span(least)}";

    public static string Run(PingRun run) => run.Id is { } id ? $"run {id:D}" : "the run";

    private static TimeSpan Since(PingRun run, DateTimeOffset now) => now > run.StartedAt ? now - run.StartedAt : TimeSpan.Zero;
}
