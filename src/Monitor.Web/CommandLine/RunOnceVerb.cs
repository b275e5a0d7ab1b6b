using System.Collections.Immutable;
using System.CommandLine;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Once;
using Monitor.Actors.Config;

namespace Monitor.Web.CommandLine;

/// <summary><c>monitor run-once</c>: every check once, a table, an exit code.</summary>
internal static class RunOnceVerb
{
    private const string About = """
        Looks at every check once and prints what it saw, the worst first. One round of each, retries included, whatever its
        schedule says; nobody is alerted, nothing is stored, started or repaired. Exit code: 0 all OK or WARN, 1 something fails,
        2 no such file, check or tag, 3 the configuration has errors, 4 nothing fails but something could not be looked at.
        """;

    public static Command Make(Terminal terminal)
    {
        var tags = new Option<string[]>("--tag", "-t") { Description = "Only checks with this tag; several: any of them.", HelpName = "TAG" };
        var names = new Option<string[]>("--name", "-n") { Description = "Only this check, also when it is not enabled; several: all of them.", HelpName = "CHECK" };
        var file = VerbOptions.File();
        var json = VerbOptions.Json();
        var verb = new Command("run-once", About.ReplaceLineEndings(" ")) { tags, names, file, json };
        verb.SetAction((parsed, cancel) => RunAsync(
            terminal, parsed.GetValue(file), config => OnceSelection.Of(config, parsed.GetValue(names) ?? [], parsed.GetValue(tags) ?? []), parsed.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string? file, Func<MonitorConfig, OnceSelection> select, bool json, CancellationToken cancel)
    {
        await using var engine = new IdleEngine(terminal, file);
        var reading = engine.Read();
        if (reading.Config is not { } config)
            return Refuse(terminal, reading.Problems, json, engine.HasFile ? ExitCodes.BadConfig : ExitCodes.Usage);
        var selection = select(config);
        if (selection.Problem is { } missing)
        {
            terminal.Error.WriteLine(missing);
            return ExitCodes.Usage;
        }

        try
        {
            var runner = new OnceRunner(engine.Part<ProbeRunner>(), engine.Part<NetworkPolicy>(), engine.Part<TimeProvider>());
            return Tell(terminal, await runner.RunAsync(config, selection.Checks, cancel), reading.Problems, json);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Error.WriteLine("stopped before every check was looked at");
            return ExitCodes.Stopped;
        }
    }

    private static int Refuse(Terminal terminal, ImmutableArray<ConfigProblem> problems, bool json, int code)
    {
        if (json)
            terminal.WriteJson(OnceJson.Of([], problems, code));
        else
            foreach (var problem in problems)
                terminal.Error.WriteLine(ProblemLines.Of(problem));
        return code;
    }

    private static int Tell(Terminal terminal, ImmutableArray<OnceResult> results, ImmutableArray<ConfigProblem> problems, bool json)
    {
        var code = CodeOf(results);
        if (json)
            terminal.WriteJson(OnceJson.Of(results, problems, code));
        else
            OnceTable.Write(terminal, results);
        return code;
    }

    private static int CodeOf(ImmutableArray<OnceResult> results) =>
        results.Any(result => result.Verdict.Status == CheckStatus.Fail) ? ExitCodes.Bad
        : results.Any(result => result is { CanTell: true, Verdict.Status: CheckStatus.Unknown }) ? ExitCodes.NoData
        : ExitCodes.Good;
}
