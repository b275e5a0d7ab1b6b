namespace Monitor.Actors.Config;

/// <summary>How much configuration is still reasonable, 100,000 checks included; more is refused before it can do harm.</summary>
public sealed record YamlLimits
{
    public static YamlLimits Default { get; } = new();

    /// <summary>Of the main file and those of the folder together.</summary>
    public int MaxBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Beside the main file and the board's.</summary>
    public int MaxFiles { get; init; } = 200;

    public int MaxDepth { get; init; } = 32;

    public int MaxNodes { get; init; } = 4_000_000;

    /// <summary>Whether values may have anchors and stand for others: in files of the operator.</summary>
    public bool Anchors { get; init; }

    public int MaxChecks { get; init; } = 200_000;

    public int MaxKeyLength { get; init; } = 200;

    public int MaxScalarLength { get; init; } = 64 * 1024;
}
