using System.Collections.Immutable;

namespace Monitor.Actors.Checks.Naming;

/// <summary>Which of the expected records must be there.</summary>
public enum RecordMatch
{
    /// <summary>Each of them, and there may be others.</summary>
    All,

    /// <summary>At least one.</summary>
    Any,

    /// <summary>Each of them, and no other.</summary>
    Exact,
}

/// <summary>Compares records with those that are expected; upper and lower case are the same.</summary>
/// <param name="Records">As <see cref="DnsRecords.Plain"/> writes them.</param>
public sealed record RecordRule(ImmutableArray<string> Records, RecordMatch Match)
{
    private const int Shown = 5;

    /// <summary>Null when the records are as expected.</summary>
    public string? Problem(ImmutableArray<string> got)
    {
        var missing = Without(Records, got);
        var isSo = Match switch
        {
            RecordMatch.Any => missing.Count < Records.Length,
            RecordMatch.All => missing.Count == 0,
            _ => missing.Count == 0 && Without(got, Records).Count == 0,
        };
        return isSo ? null : $"expected {Words}{List(Records)}, got {List(got)}";
    }

    /// <summary>Some of the records, for a text.</summary>
    public static string List(IReadOnlyCollection<string> records) => records.Count == 0
        ? "none"
        : string.Join(", ", records.Take(Shown)) + (records.Count > Shown ? $" and {records.Count - Shown} more" : "");

    private string Words => (Match, Records.Length) switch
    {
        (RecordMatch.Any, > 1) => "one of ",
        (RecordMatch.Exact, > 0) => "exactly ",
        _ => "",
    };

    private static HashSet<string> Without(ImmutableArray<string> records, ImmutableArray<string> others)
    {
        var left = records.ToHashSet(StringComparer.OrdinalIgnoreCase);
        left.ExceptWith(others);
        return left;
    }
}
