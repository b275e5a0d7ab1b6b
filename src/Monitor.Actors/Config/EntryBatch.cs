using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>Several entries that were pasted at once, each with its definition or with what is wrong with it.</summary>
/// <param name="Refusal">Why none of them was read; null when they were.</param>
public sealed record EntryBatch(ImmutableArray<BatchEntry> Entries, ConfigProblem? Refusal = null)
{
    /// <summary>More are better off in a file.</summary>
    public const int Most = 500;

    public IEnumerable<BatchEntry> Good => Entries.Where(entry => entry.Definition is not null);

    public IEnumerable<BatchEntry> Bad => Entries.Where(entry => entry.Definition is null);

    /// <summary>Those that cannot be added, as a list.</summary>
    public string BadYaml => string.Concat(Bad.Select(entry => Item(entry.Yaml)));

    /// <summary>How many there are, and how many of them can be added.</summary>
    public string InWords
    {
        get
        {
            var (all, bad) = (Entries.Length, Bad.Count());
            return Refusal is { } refusal ? refusal.ToString()
                : bad == 0 ? $"{all} {Checks(all)}, all good"
                : $"{all} {Checks(all)}: {all - bad} good, {bad} with problems";
        }
    }

    /// <summary>Whether the text is meant to be several checks: a list of them, or a mapping with <c>checks:</c>.</summary>
    public static bool IsMeant(string text)
    {
        var problems = new ProblemList("");
        return YamlTree.Read(SourceText.WithoutMark(text), YamlLimits.Default, problems) is { } root && BatchReader.Items(root) is { Length: var count } && (count > 1 || root is YamlMap);
    }

    /// <summary>An entry as one of a list.</summary>
    internal static string Item(string yaml) => $"- {yaml.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}\n";

    private static string Checks(int count) => count == 1 ? "check" : "checks";
}

/// <summary>One of several entries.</summary>
/// <param name="Name">Of the check; where it stands in the text when it has none.</param>
/// <param name="Line">Where it begins in the text that was pasted.</param>
/// <param name="Yaml">The entry alone.</param>
/// <param name="Definition">Null when something is wrong with it.</param>
public sealed record BatchEntry(string Name, int Line, string Yaml, CheckDefinition? Definition, ImmutableArray<ConfigProblem> Problems);
