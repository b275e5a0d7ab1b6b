using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>Which results are wanted; nulls ask for all.</summary>
/// <param name="Since">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
public sealed record ResultFilter(
    DateTimeOffset Since, DateTimeOffset? Until = null, CheckName? Check = null, ImmutableArray<ResultKind> Kinds = default);

/// <summary>A stretch of matching results, newest first, and how many match in all.</summary>
public sealed record ResultPage(ImmutableArray<ResultRow> Rows, int Total);
