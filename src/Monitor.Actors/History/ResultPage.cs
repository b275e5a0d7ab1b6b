using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>Which results are wanted; nulls ask for all.</summary>
/// <param name="Since">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
public sealed record ResultFilter(
    DateTimeOffset Since, DateTimeOffset? Until = null, CheckName? Check = null, ImmutableArray<ResultKind> Kinds = default);

/// <summary>A stretch of matching results, newest first, and how many match in all.</summary>
/// <param name="Total">Counted up to <see cref="MaxCounted"/>: a day of 10,000 checks is 29 million, which takes seconds.</param>
public sealed record ResultPage(ImmutableArray<ResultRow> Rows, int Total)
{
    public const int MaxCounted = 100_000;

    /// <summary>There are more than <see cref="Total"/> says.</summary>
    public bool HasMore { get; init; }
}
