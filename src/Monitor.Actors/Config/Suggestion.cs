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

    /// <summary>How many characters must be added, dropped, changed or swapped with their neighbour (optimal string alignment).</summary>
    public static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(changed, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }

        return rows[from.Length, to.Length];
    }
}
