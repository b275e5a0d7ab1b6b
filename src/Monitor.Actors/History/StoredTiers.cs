using LinqToDB.Mapping;

namespace Monitor.Actors.History;

/// <summary>A stretch of a tier: an hour's block of minutes, an hour, or a day.</summary>
[Table("rollups")]
internal sealed record StoredRollup
{
    /// <summary>The number of a <see cref="History.Tier"/>.</summary>
    [Column("tier"), PrimaryKey(0)]
    public required int Tier { get; init; }

    [Column("check_id"), PrimaryKey(1)]
    public required int CheckId { get; init; }

    /// <summary>Unix minutes.</summary>
    [Column("start"), PrimaryKey(2)]
    public required int Start { get; init; }

    [Column("data"), NotNull]
    public required byte[] Data { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long From => Start * TierTimes.Minute;
}

/// <summary>How far a check's raw results are rolled up; all times in Unix milliseconds.</summary>
[Table("rolled")]
internal sealed record StoredWatermark
{
    [Column("check_id"), PrimaryKey]
    public required int CheckId { get; init; }

    /// <summary>What is before is in the rollups, what is not is to be read from the raw results.</summary>
    [Column("until")]
    public required long Until { get; init; }

    /// <summary>The first round there ever was.</summary>
    [Column("first_at")]
    public long? FirstAt { get; init; }

    /// <summary>The last round that is rolled up.</summary>
    [Column("last_at")]
    public long? LastAt { get; init; }
}

/// <summary>What has been deleted of a tier: all before a moment in Unix milliseconds.</summary>
[Table("horizons")]
internal sealed record StoredHorizon
{
    [Column("tier"), PrimaryKey]
    public required int Tier { get; init; }

    [Column("since")]
    public required long Since { get; init; }
}

/// <summary>How long a check may go without a result, from a moment on.</summary>
[Table("paces")]
internal sealed record StoredPace
{
    [Column("check_id"), PrimaryKey(0)]
    public required int CheckId { get; init; }

    [Column("since"), PrimaryKey(1)]
    public required long Since { get; init; }

    [Column("longest_ms")]
    public required long LongestMs { get; init; }
}

/// <summary>A stretch without the results that were expected, while the monitor was running.</summary>
[Table("silences")]
internal sealed record StoredSilence
{
    [Column("check_id"), PrimaryKey(0)]
    public required int CheckId { get; init; }

    [Column("since"), PrimaryKey(1)]
    public required long Since { get; init; }

    [Column("until")]
    public required long Until { get; init; }
}

/// <summary>A stretch that was planned not to count.</summary>
[Table("planned")]
internal sealed record StoredPlan
{
    [Column("check_id"), PrimaryKey(0)]
    public required int CheckId { get; init; }

    [Column("since"), PrimaryKey(1)]
    public required long Since { get; init; }

    /// <summary>The number of a <see cref="PlannedKind"/>.</summary>
    [Column("kind"), PrimaryKey(2)]
    public required int Kind { get; init; }

    [Column("until")]
    public required long Until { get; init; }
}

/// <summary>A run of the monitor, in Unix milliseconds.</summary>
[Table("engine_runs")]
internal sealed record StoredRun
{
    [Column("started_at"), PrimaryKey]
    public required long StartedAt { get; init; }

    [Column("last_beat")]
    public required long LastBeat { get; init; }

    /// <summary>Null while it runs, and when it ended without stopping.</summary>
    [Column("stopped_at")]
    public long? StoppedAt { get; init; }
}
