using System.Collections.Immutable;
using Monitor.Actors.Config;

namespace Monitor.Web.Board;

/// <summary>Configuration problems in words.</summary>
public static class ConfigLook
{
    public static string Where(ConfigProblem problem) =>
        problem.Line > 0 ? $"line {problem.Line}, column {problem.Column}:" : "";

    public static string What(ConfigProblem problem) =>
        problem.Place.Length > 0 ? $"{problem.Place}: {problem.Fault}" : problem.Fault;

    public static string Warnings(int count) =>
        count == 1 ? "1 warning about the configuration" : $"{count} warnings about the configuration";

    public static ImmutableArray<ConfigProblem> WorstFirst(ImmutableArray<ConfigProblem> problems) =>
        [.. problems.OrderByDescending(problem => problem.Severity).ThenBy(problem => problem.Line)];
}
