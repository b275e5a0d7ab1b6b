using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Web.Editing;

/// <summary>Sorts the problems of an entry under the fields they belong to, by their place.</summary>
public sealed partial class FieldProblems
{
    public static FieldProblems None { get; } = new([], null, new HashSet<string>());

    private readonly ILookup<string, ConfigProblem> _byField;

    /// <param name="name">Of the check; places begin with it.</param>
    /// <param name="fields">The paths of the fields that there are.</param>
    public FieldProblems(ImmutableArray<ConfigProblem> problems, string? name, IReadOnlySet<string> fields)
    {
        All = problems.IsDefault ? [] : problems;
        _byField = All.ToLookup(problem => FieldOf(problem.Place, name, fields));
    }

    public ImmutableArray<ConfigProblem> All { get; }

    /// <summary>Problems that belong to no field of the form.</summary>
    public IEnumerable<ConfigProblem> Elsewhere => _byField[""];

    public IEnumerable<string> Fields => _byField.Select(group => group.Key).Where(path => path.Length > 0);

    /// <summary>What is wrong with a field, and how to put it right; null when nothing is.</summary>
    public string? For(string field) =>
        _byField[field].OrderByDescending(problem => problem.Severity).FirstOrDefault() is { } problem ? Text(problem) : null;

    public static string Text(ConfigProblem problem) =>
        problem.Fix.Length > 0 ? $"{problem.Fault}; {problem.Fix}" : problem.Fault;

    /// <summary>The innermost field for a place such as <c>db-health.tls.min_version</c>; empty when there is none.</summary>
    public static string FieldOf(string place, string? name, IReadOnlySet<string> fields)
    {
        var within = name is { Length: > 0 } && place.StartsWith($"{name}.", StringComparison.OrdinalIgnoreCase) ? place[(name.Length + 1)..] : null;
        return (within is null ? Ends(place) : [within])
            .Select(path => Outwards(path).FirstOrDefault(fields.Contains)).OfType<string>().FirstOrDefault("");
    }

    /// <summary>The place after each of its dots: names have some too.</summary>
    private static IEnumerable<string> Ends(string place) =>
        Enumerable.Range(0, place.Length).Where(at => at == 0 || place[at - 1] == '.').Select(at => place[at..]);

    /// <summary>The path, and what it is in, step by step.</summary>
    private static IEnumerable<string> Outwards(string path)
    {
        for (var left = path; left.Length > 0; left = LastStep().Replace(left, ""))
            yield return left;
    }

    [GeneratedRegex(@"(?:^[^.[]*|\.[^.[]*|\[[^.[]*)\z")]
    private static partial Regex LastStep();
}
