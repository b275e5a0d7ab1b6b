using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Web.Editing;

/// <summary>Sorts the problems of an entry under the fields they belong to, by the end of their place.</summary>
public sealed partial class FieldProblems
{
    public static FieldProblems None { get; } = new([]);

    private readonly ILookup<string, ConfigProblem> _byField;

    public FieldProblems(ImmutableArray<ConfigProblem> problems)
    {
        All = problems.IsDefault ? [] : problems;
        _byField = All.ToLookup(problem => FieldOf(problem.Place));
    }

    public ImmutableArray<ConfigProblem> All { get; }

    /// <summary>Problems that belong to no field of the form.</summary>
    public IEnumerable<ConfigProblem> Elsewhere => _byField[""];

    /// <summary>What is wrong with a field, and how to put it right; null when nothing is.</summary>
    public string? For(string field) =>
        _byField[field].OrderByDescending(problem => problem.Severity).FirstOrDefault() is { } problem ? Text(problem) : null;

    public string? For(string field, int index) => For($"{field}[{index}]");

    public IEnumerable<string> Fields => _byField.Select(group => group.Key).Where(name => name.Length > 0);

    public static string Text(ConfigProblem problem) =>
        problem.Fix.Length > 0 ? $"{problem.Fault}; {problem.Fix}" : problem.Fault;

    /// <summary>The form's field for a place such as <c>db-health.expect_jsonpath[0].lt</c>; empty when it has none.</summary>
    public static string FieldOf(string place)
    {
        if (Action().IsMatch(place))
            return place.EndsWith(".url", StringComparison.Ordinal) ? EntryKeys.ActionUrl : "";
        if (Rule().Match(place) is { Success: true } rule)
            return $"{EntryKeys.ExpectJsonPath}[{rule.Groups[1].Value}]";
        return Plain().Match(place) is { Success: true } plain ? plain.Groups[1].Value : "";
    }

    [GeneratedRegex(@"(?:^|\.)on_fail(?:\.|$)")]
    private static partial Regex Action();

    [GeneratedRegex(@"(?:^|\.)expect_jsonpath\[(\d+)\](?:\.[a-z_]+)?$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?:^|\.)(name|type|severity|group|url|status_url|expect_status|expect_jsonpath|success_by|minutes_after_start|interval|timeout|retries|warn_above_ms|fail_above_ms|notify_on)(?:\[\d+\])?$")]
    private static partial Regex Plain();
}
