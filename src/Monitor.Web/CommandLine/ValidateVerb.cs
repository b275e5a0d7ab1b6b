using System.CommandLine;
using Monitor.Actors.Config;

namespace Monitor.Web.CommandLine;

/// <summary><c>monitor validate</c>: every problem of the configuration, and nothing is touched.</summary>
internal static class ValidateVerb
{
    public static Command Make(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Main files, each read with the .env and the checks.d beside it; checks.yaml of this folder when none is named.",
        }.RefuseOptions();
        var strict = new Option<bool>("--strict") { Description = "Warnings count as errors." };
        var json = VerbOptions.Json();
        var verb = new Command(
            "validate",
            "Reads the configuration as the monitor would and tells every problem. Exit code: 0 good, 1 errors, 2 no such file.")
        {
            files, strict, json,
        };
        verb.SetAction((parsed, _) => RunAsync(
            terminal, parsed.GetValue(files) ?? [], parsed.GetValue(strict), parsed.GetValue(json)));
        return verb;
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] files, bool strict, bool json)
    {
        var looks = new List<Look>();
        if (files.Length == 0)
            looks.Add(await LookAsync(terminal, file: null));
        foreach (var file in files)
            looks.Add(await LookAsync(terminal, file));
        var problems = looks.SelectMany(look => look.Reading.Problems).ToArray();
        if (json)
            terminal.WriteJson(problems.Select(ProblemJson.Of));
        else
            Tell(terminal, looks, problems);
        return looks.Any(look => look.IsMissing) ? ExitCodes.Usage
            : problems.Any(problem => strict || problem.Severity == ConfigSeverity.Error) ? ExitCodes.Bad
            : ExitCodes.Good;
    }

    private static async Task<Look> LookAsync(Terminal terminal, string? file)
    {
        await using var engine = new IdleEngine(terminal, file);
        return new Look(engine.Read(), IsMissing: !engine.HasFile);
    }

    private static void Tell(Terminal terminal, List<Look> looks, ConfigProblem[] problems)
    {
        foreach (var problem in problems)
            terminal.Out.WriteLine(ProblemLines.Of(problem));
        var errors = problems.Count(problem => problem.Severity == ConfigSeverity.Error);
        string[] counts =
        [
            .. looks.Count > 1 ? [Counted.Of(looks.Count, "file")] : Array.Empty<string>(),
            .. errors == 0 ? [Counted.Of(looks.Sum(look => look.Reading.Config?.Checks.Length ?? 0), "check")] : Array.Empty<string>(),
            .. errors == 0 && looks.Sum(look => look.Reading.Config?.Reports.Length) is > 0 and var reports ? [Counted.Of(reports, "report")] : Array.Empty<string>(),
            Counted.Of(errors, "error"),
            Counted.Of(problems.Length - errors, "warning"),
        ];
        terminal.Out.WriteLine(string.Join(", ", counts));
    }

    private sealed record Look(ConfigReading Reading, bool IsMissing);
}
