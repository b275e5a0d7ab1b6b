using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Command;
using Monitor.Actors.Checks.Talk;

namespace Monitor.Actors.Remedies.Actions;

/// <summary>Runs a program as a remedy: it is done when it ends with 0, and its first words are kept.</summary>
internal static class ProgramRemedy
{
    private const int MaxText = 200;
    private const int MaxVariable = 8_000;

    public static async Task<RemedyOutcome> RunAsync(string action, CommandSpec program, CancellationToken cancel)
    {
        try
        {
            var end = await CommandRunner.RunAsync(program, new Phase("while it was running"), cancel);
            var said = (end.Output.Trim(), end.Errors.Trim()) is var (output, errors) && output.Length > 0 ? output : errors;
            var result = new Dictionary<string, object?> { ["exit_code"] = end.ExitCode, ["text"] = ErrorDetails.Short(said, MaxText) };
            return new RemedyOutcome(end.ExitCode == 0, ErrorDetails.Json(("action", action), ("result", result)));
        }
        catch (ProbeEndedException e)
        {
            return new RemedyOutcome(false, ErrorDetails.Json(("action", action), ("error", e.Message)));
        }
    }

    /// <summary>What the program is told; nothing that the operator has set is changed.</summary>
    public static CommandSpec Told(CommandSpec program, RemedyRun run) => program with
    {
        Environment = program.Environment.AddRange(Variables(run)
            .Where(one => !program.Environment.ContainsKey(one.Key)).Select(one => KeyValuePair.Create(one.Key, ErrorDetails.Short(one.Value.Replace('\0', ' '), MaxVariable)))),
    };

    private static IEnumerable<KeyValuePair<string, string>> Variables(RemedyRun run) =>
    [
        new("MONITOR_CHECK", run.Check.Value),
        new("MONITOR_INCIDENT", run.Incident),
        new("MONITOR_REASON", run.Reason ?? ""),
        new("MONITOR_RUN", run.Id),
        new("MONITOR_TRY", run.Try.ToString(CultureInfo.InvariantCulture)),
    ];
}
