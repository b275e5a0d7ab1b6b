namespace Monitor.Actors.Config;

/// <summary>Guesses which known word a mistyped one was meant to be.</summary>
internal static class Suggestion
{
    private const int LongestWord = 60;

    /// <summary><c>did you mean severity?</c>, or all that would be right when nothing is near.</summary>
    public static string For(string word, IEnumerable<string> known, string otherwise)
    {
        var nearest = Nearest(word, known);
        return nearest is null ? otherwise : $"did you mean {nearest}?";
    }

    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        var best = known.Where(candidate => candidate.Length <= LongestWord)
            .Select(candidate => (candidate, distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(1, word.Length / 3) ? best.candidate : null;
    }

    /// <summary>Levenshtein: how many characters must be added, dropped or changed.</summary>
    public static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        var current = new int[to.Length + 1];
        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(changed, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
