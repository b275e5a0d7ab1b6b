using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Once;
using Monitor.Actors.Config;

namespace Monitor.Web.CommandLine;

/// <summary>What was seen of checks, for programs; with the words and units of the API.</summary>
/// <param name="ExitCode">The one with which the program ends.</param>
/// <param name="Problems">Of the configuration.</param>
internal sealed record OnceJson(int ExitCode, OnceJson.SummaryJson Summary, IEnumerable<OnceJson.SeenJson> Checks, IEnumerable<ProblemJson> Problems)
{
    public static OnceJson Of(ImmutableArray<OnceResult> results, ImmutableArray<ConfigProblem> problems, int code)
    {
        return new OnceJson(
            code,
            new SummaryJson(Count(CheckStatus.Ok), Count(CheckStatus.Warn), Count(CheckStatus.Fail), Count(CheckStatus.Unknown)),
            OnceTable.WorstFirst(results).Select(SeenJson.Of),
            problems.Select(ProblemJson.Of));

        int Count(CheckStatus status) => results.Count(result => result.Verdict.Status == status);
    }

    /// <summary>How many checks are how.</summary>
    internal sealed record SummaryJson(int Ok, int Warn, int Fail, int Unknown);

    /// <summary>One check's round.</summary>
    /// <param name="LatencyMs">Null when nothing was measured.</param>
    /// <param name="Reason">Why it is not OK, or what else there is to say.</param>
    internal sealed record SeenJson(
        string Name, string Status, int? LatencyMs, int Attempts, int? StatusCode, string? Reason, string Severity, string Type, string Target, IEnumerable<string> Tags)
    {
        public static SeenJson Of(OnceResult result) => new(
            result.Check.Name.Value,
            result.Verdict.Status.ToString().ToUpperInvariant(),
            result.Row.LatencyMs,
            result.Row.Attempts,
            result.Row.StatusCode,
            result.Verdict.Reason,
            result.Check.Severity,
            result.Check.Type.Name,
            result.Check.Target,
            result.Check.Tags);
    }
}
