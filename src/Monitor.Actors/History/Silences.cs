namespace Monitor.Actors.History;

/// <summary>How long a check may go without a result before something is missing, and since when that holds.</summary>
internal sealed class Paces(IReadOnlyList<(long Since, long LongestMs)> bySince)
{
    /// <summary>The most that was allowed between the two moments; null when it is not known.</summary>
    public long? Longest(long from, long to)
    {
        long? longest = null;
        for (var i = 0; i < bySince.Count && bySince[i].Since <= to; i++)
            if (i + 1 == bySince.Count || bySince[i + 1].Since > from)
                longest = Math.Max(longest ?? 0, bySince[i].LongestMs);
        return longest;
    }
}

/// <summary>Finds where a check had no result for longer than expected although the monitor was running; pure.</summary>
internal static class Silences
{
    /// <param name="last">The round before the first of them; null when there is none.</param>
    /// <param name="rounds">Times in ascending order.</param>
    /// <param name="notRunning">When the monitor was not running, in ascending order.</param>
    public static IEnumerable<Stretch> Between(long? last, IEnumerable<long> rounds, Paces paces, IReadOnlyList<Stretch> notRunning)
    {
        foreach (var at in rounds)
        {
            if (last is { } from && paces.Longest(from, at) is { } longest && at - from > longest)
                foreach (var silence in new Stretch(from, at).Without(notRunning).Where(part => part.Length > longest))
                    yield return silence;
            last = at;
        }
    }
}
