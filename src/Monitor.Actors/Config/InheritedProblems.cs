namespace Monitor.Actors.Config;

/// <summary>Tells what is wrong with a default where it stands, and once, however many entries inherit it.</summary>
/// <param name="main">The problems of the file with the defaults, or of the one entry that is read.</param>
internal sealed class InheritedProblems(ProblemList main)
{
    private readonly HashSet<(int Line, int Column)> _told = [];

    /// <param name="found">What was found in the entry called <paramref name="place"/>.</param>
    /// <param name="problems">Those of the entry's file.</param>
    public void Tell(ProblemList found, YamlMap merged, string place, Defaults defaults, ProblemList problems)
    {
        foreach (var problem in found.InOrder())
        {
            if (Blamed(problem, merged, place) is not { From: { } set })
                problems.Add(problem);
            else if (_told.Add((problem.Line, problem.Column)))
                main.Add(problem with
                {
                    File = defaults.File,
                    Place = $"{set.Place}{problem.Place[place.Length..]}",
                    Fault = $"{problem.Fault} (inherited by {place})",
                });
        }
    }

    private static YamlEntry? Blamed(ConfigProblem problem, YamlMap merged, string place)
    {
        foreach (var entry in merged.Entries)
            if (entry.From is not null && IsIn(problem.Place, $"{place}.{Shown.Printable(entry.Key)}"))
                return entry;
        return null;
    }

    /// <summary>Whether a place is that of a key, or of something under it.</summary>
    public static bool IsIn(string place, string key) =>
        place.StartsWith(key, StringComparison.Ordinal) && (place.Length == key.Length || place[key.Length] is '.' or '[');
}
