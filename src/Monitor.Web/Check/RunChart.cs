using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.History;

namespace Monitor.Web.Check;

/// <summary>The durations of a job's runs as bars, oldest first, with lines for what is expected; and a sentence for those who do not see it.</summary>
public sealed record RunChart(ImmutableArray<RunRecord> Runs, DateTimeOffset Now)
{
    public const int Most = 30;
    public const int Step = 12;
    public const int Height = 120;

    private const int Least = 3;

    /// <summary>A few runs do not fill the width: bars as broad as the page say nothing.</summary>
    private const int FewestPlaces = 12;

    /// <summary>What is expected may lie above the bars, but not so far that nothing is seen of them.</summary>
    private const double Headroom = 2.5;

    public static RunChart Of(ImmutableArray<RunRecord> newestFirst, DateTimeOffset now) => new([.. newestFirst.Take(Most).Reverse()], now);

    public TimeSpan? AtLeast => Runs.LastOrDefault(run => run.AtLeast is not null || run.AtMost is not null)?.AtLeast;

    public TimeSpan? AtMost => Runs.LastOrDefault(run => run.AtLeast is not null || run.AtMost is not null)?.AtMost;

    public int Width => (Runs.Length + Free) * Step;

    /// <summary>Places behind the newest run in which nothing is drawn.</summary>
    public int Free => Math.Max(0, FewestPlaces - Runs.Length);

    public bool HasBars => Longest > TimeSpan.Zero;

    /// <summary>Where the highest bar or line ends.</summary>
    public TimeSpan Top => new[] { AtMost, AtLeast }.OfType<TimeSpan>().Where(limit => limit <= Longest * Headroom).Append(Longest).Max();

    private TimeSpan Longest => Runs.Max(run => JobRunLook.Length(run, Now)) ?? TimeSpan.Zero;

    /// <summary>The bars of one outcome.</summary>
    public string Path(RunOutcome outcome) => string.Concat(Runs.Select((run, i) =>
        run.Outcome == outcome && JobRunLook.Length(run, Now) is { } length
            ? string.Create(CultureInfo.InvariantCulture, $"M{(i * Step) + 1} {Height}v-{HeightOf(length):0.#}h{Step - 2}V{Height}z")
            : ""));

    /// <summary>A line across at a duration; empty when it is above the chart, or nobody expects anything.</summary>
    public string Line(TimeSpan? limit) => limit is { } at && at <= Top && HasBars
        ? string.Create(CultureInfo.InvariantCulture, $"M0 {Height - HeightOf(at):0.#}H{Width}")
        : "";

    public string Sentence
    {
        get
        {
            var outcomes = JobRunLook.Outcomes
                .Select(outcome => (JobRunLook.For(outcome).Said, Count: Runs.Count(run => run.Outcome == outcome)))
                .Where(part => part.Count > 0)
                .Select(part => $"{part.Count} {part.Said}");
            var lengths = Runs.Select(run => JobRunLook.Length(run, Now)).OfType<TimeSpan>().ToArray();
            var range = lengths.Length == 0 ? "" : $"; they took between {JobRunLook.Span(lengths.Min())} and {JobRunLook.Span(lengths.Max())}";
            return $"The last {Runs.Length} runs: {string.Join(", ", outcomes)}{range}.";
        }
    }

    private double HeightOf(TimeSpan length) => Math.Max(Least, (Height - 2) * (length / Top));
}
