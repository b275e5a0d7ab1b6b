using System.Globalization;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Check;

/// <summary>How a run of a job looks: its outcome by word, colour and shape, and how long it took.</summary>
public static class JobRunLook
{
    private const string Clock = "M8 4.4V8.2L10.7 9.9";

    private static readonly StatusLook Succeeded = StatusLook.Ok;
    private static readonly StatusLook Failed = StatusLook.Fail with { Word = "FAILED", Said = "failed" };
    private static readonly StatusLook TooLong = StatusLook.Fail with { Word = "TOO LONG", Said = "too long", Glyph = Clock };
    private static readonly StatusLook TooFast = StatusLook.Warn with { Word = "TOO FAST", Said = "too fast" };
    private static readonly StatusLook Missed = StatusLook.Fail with { Word = "MISSED", Said = "missed", Glyph = "M4.8 8H11.2" };
    private static readonly StatusLook Running = StatusLook.Action with { Word = "RUNNING", Said = "running" };
    private static readonly StatusLook Unseen = StatusLook.NoData with { Word = "END NOT SEEN", Said = "of which nobody saw the end" };

    /// <summary>Worst first.</summary>
    public static IReadOnlyList<RunOutcome> Outcomes { get; } =
    [
        RunOutcome.Failed, RunOutcome.Missed, RunOutcome.TooLong, RunOutcome.TooFast, RunOutcome.Unknown, RunOutcome.Running, RunOutcome.Succeeded,
    ];

    public static StatusLook For(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded => Succeeded,
        RunOutcome.Failed => Failed,
        RunOutcome.TooLong => TooLong,
        RunOutcome.TooFast => TooFast,
        RunOutcome.Missed => Missed,
        RunOutcome.Running => Running,
        _ => Unseen,
    };

    /// <summary>How long it took, or has been running; null when nobody can tell.</summary>
    public static TimeSpan? Length(RunRecord run, DateTimeOffset now) => run switch
    {
        { Took: { } took } => took,
        { FinishedAt: null, Outcome: RunOutcome.Running or RunOutcome.TooLong } when now > run.StartedAt => now - run.StartedAt,
        _ => null,
    };

    /// <summary>With a sign where the times are only those of who looked.</summary>
    public static string Took(RunRecord run, DateTimeOffset now) => Length(run, now) is not { } length ? "–"
        : run.FinishedAt is null ? $"{Span(length)} so far"
        : run.IsObserved ? $"≈ {Span(length)}" : Span(length);

    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        { TotalMinutes: >= 1 and < 60 } when span.Seconds > 0 => $"{(int)span.TotalMinutes} m {span.Seconds} s",
        _ => Spans.Short(span),
    };

    public static string Source(RunSource source) => source switch
    {
        RunSource.Pushed => "told by the job",
        RunSource.Started => "started by the monitor",
        _ => "asked for",
    };

    /// <summary>Its newest line, to be seen before anybody asks for all.</summary>
    public static string LastLine(string output) => output[(output.LastIndexOf('\n') + 1)..];
}
