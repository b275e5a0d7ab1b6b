namespace Json.Path;

/// <summary>How much one evaluation may cost before it is given up.</summary>
public sealed record PathEvaluationOptions
{
    public static PathEvaluationOptions Default { get; } = new();

    /// <summary>Nodes that may be looked at; long texts and large members count as several.</summary>
    public int MaxVisits { get; init; } = 100_000;

    public int MaxResults { get; init; } = 1_000;
}
