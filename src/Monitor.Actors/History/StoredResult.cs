using LinqToDB.Mapping;
using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>A check's row in <c>checks</c>.</summary>
[Table("checks")]
internal sealed record StoredCheck
{
    [Column("id"), PrimaryKey, Identity]
    public int Id { get; init; }

    [Column("name"), NotNull]
    public required string Name { get; init; }
}

/// <summary>A <see cref="ResultRow"/> as it stands in <c>results</c>.</summary>
[Table("results")]
internal sealed record StoredResult
{
    public const int MaxReason = 512;

    /// <summary>Added to the kind of a round in maintenance, so that whoever counts rounds by kind does not count it.</summary>
    public const int InMaintenance = 16;

    [Column("check_id"), PrimaryKey(0)]
    public required int CheckId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    [Column("at"), PrimaryKey(1)]
    public required long At { get; init; }

    /// <summary>Tells the rows of one check in the same millisecond apart.</summary>
    [Column("seq"), PrimaryKey(2)]
    public required int Seq { get; init; }

    /// <summary>The number of a <see cref="ResultKind"/>, with <see cref="InMaintenance"/> where it applies.</summary>
    [Column("kind")]
    public required int Kind { get; init; }

    [Column("latency_ms")]
    public int? LatencyMs { get; init; }

    [Column("attempts")]
    public required int Attempts { get; init; }

    [Column("status_code")]
    public int? StatusCode { get; init; }

    [Column("reason"), Nullable]
    public string? Reason { get; init; }

    [Column("details"), Nullable]
    public string? Details { get; init; }

    public static int ByKey(StoredResult one, StoredResult other) =>
        (one.CheckId, one.At, one.Seq).CompareTo((other.CheckId, other.At, other.Seq));

    public static StoredResult Of(ResultRow row, int checkId, int seq) => new()
    {
        CheckId = checkId,
        At = row.At.ToUnixTimeMilliseconds(),
        Seq = seq,
        Kind = (int)row.Kind + (row.InMaintenance ? InMaintenance : 0),
        LatencyMs = row.LatencyMs,
        Attempts = row.Attempts,
        StatusCode = row.StatusCode,
        Reason = StorableText.Of(row.Reason is { Length: > MaxReason } text ? text[..(MaxReason - 1)] + "…" : row.Reason),
        Details = StorableText.Of(row.Details is null ? null : DetailsLimit.Fit(row.Details)),
    };

    public ResultRow ToRow(CheckName name) => new(
        name, DateTimeOffset.FromUnixTimeMilliseconds(At), (ResultKind)(Kind % InMaintenance), LatencyMs, Attempts, StatusCode, Reason, Details)
    {
        InMaintenance = Kind >= InMaintenance,
    };
}
