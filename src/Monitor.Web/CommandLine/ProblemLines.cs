using System.Globalization;
using Monitor.Actors.Config;

namespace Monitor.Web.CommandLine;

/// <summary>Problems of the configuration as compilers print them, so that editors and CI find the place.</summary>
internal static class ProblemLines
{
    public static string Of(ConfigProblem problem)
    {
        var where = problem.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{problem.File}:{problem.Line}:{problem.Column}") : problem.File;
        var what = problem.Place.Length > 0 ? $"{problem.Place}: {problem.Fault}" : problem.Fault;
        return $"{where}: {Word(problem.Severity)}: {what}{(problem.Fix.Length > 0 ? $"; {problem.Fix}" : "")}";
    }

    public static string Word(ConfigSeverity severity) => severity == ConfigSeverity.Error ? "error" : "warning";
}

/// <summary>A problem of the configuration for programs; line and column are 0 when it concerns the file as a whole.</summary>
internal sealed record ProblemJson(string File, int Line, int Column, string Place, string Severity, string Fault, string Fix)
{
    public static ProblemJson Of(ConfigProblem problem) => new(
        problem.File, problem.Line, problem.Column, problem.Place, ProblemLines.Word(problem.Severity), problem.Fault, problem.Fix);
}
