using System.Collections.Immutable;

namespace Monitor.Actors.Checks;

/// <summary>One of the things that a check's answer is made of, such as a member of a group.</summary>
/// <param name="Reason">Null when there is nothing to say.</param>
public sealed record SubResult(string Name, CheckStatus Status, string? Reason = null)
{
    public const int Most = 100;

    private const int LongestName = 120;

    /// <summary>The worst first, then by name; at most <see cref="Most"/> of them, with texts that can be shown.</summary>
    public static ImmutableArray<SubResult> WorstFirst(IEnumerable<SubResult> all) =>
    [
        .. all.OrderBy(one => Rank(one.Status)).ThenBy(one => one.Name, StringComparer.OrdinalIgnoreCase).Take(Most).Select(Shown),
    ];

    private static int Rank(CheckStatus status) => status switch
    {
        CheckStatus.Fail => 0,
        CheckStatus.Warn => 1,
        CheckStatus.Unknown => 2,
        _ => 3,
    };

    private static SubResult Shown(SubResult one) => new(
        ErrorDetails.Short(one.Name.Length <= LongestName ? one.Name : string.Concat(one.Name.AsSpan(0, LongestName - 1), "…")),
        one.Status,
        one.Reason is { Length: > 0 } reason ? ErrorDetails.Short(reason) : null);
}
