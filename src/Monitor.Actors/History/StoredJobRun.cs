using LinqToDB.Mapping;

namespace Monitor.Actors.History;

/// <summary>A <see cref="RunRecord"/> as it stands in <c>runs</c>; times in Unix milliseconds.</summary>
[Table("runs")]
internal sealed record StoredJobRun
{
    [Column("check_id"), PrimaryKey(0)]
    public required int CheckId { get; init; }

    [Column("run"), PrimaryKey(1)]
    public required string Run { get; init; }

    [Column("started_at")]
    public required long StartedAt { get; init; }

    [Column("finished_at")]
    public long? FinishedAt { get; init; }

    /// <summary>The number of a <see cref="RunOutcome"/>.</summary>
    [Column("outcome")]
    public required int Outcome { get; init; }

    /// <summary>The number of a <see cref="RunSource"/>.</summary>
    [Column("source")]
    public required int Source { get; init; }

    [Column("took_ms")]
    public long? TookMs { get; init; }

    /// <summary>0 or 1.</summary>
    [Column("is_observed")]
    public required int IsObserved { get; init; }

    [Column("at_least_ms")]
    public long? AtLeastMs { get; init; }

    [Column("at_most_ms")]
    public long? AtMostMs { get; init; }

    [Column("exit_code")]
    public int? ExitCode { get; init; }

    [Column("output"), Nullable]
    public string? Output { get; init; }

    public RunRecord ToRecord() => new(Run, DateTimeOffset.FromUnixTimeMilliseconds(StartedAt), (RunOutcome)Outcome, (RunSource)Source)
    {
        FinishedAt = FinishedAt is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
        Took = Span(TookMs),
        AtLeast = Span(AtLeastMs),
        AtMost = Span(AtMostMs),
        IsObserved = IsObserved != 0,
        ExitCode = ExitCode,
        Output = Output,
    };

    private static TimeSpan? Span(long? ms) => ms is { } value ? TimeSpan.FromMilliseconds(value) : null;
}
