using System.CommandLine;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config;
using Monitor.Actors.Hosting;
using Monitor.Web.Check;

namespace Monitor.Web.CommandLine;

/// <summary><c>monitor explain</c>: what a check really is, and where each value of it comes from.</summary>
internal static class ExplainVerb
{
    public static Command Make(Terminal terminal)
    {
        var name = new Argument<string>("CHECK") { Description = "The check's name; case makes no difference." }.RefuseOptions();
        var file = VerbOptions.File();
        var json = VerbOptions.Json();
        var verb = new Command(
            "explain",
            "Shows a check with every default filled in, where each value comes from, and what the monitor will do. Placeholders stay unfilled. "
            + "Exit code: 0 good, 2 no such check or file, 3 the configuration has errors.")
        {
            name, file, json,
        };
        verb.SetAction((parsed, _) => RunAsync(terminal, parsed.GetRequiredValue(name), parsed.GetValue(file), parsed.GetValue(json)));
        return verb;
    }

    private static async Task<int> RunAsync(Terminal terminal, string name, string? file, bool json)
    {
        await using var engine = new IdleEngine(terminal, file);
        if (engine.ReadOrTell(terminal, out var code) is not { } config)
            return code;

        if (config.Find(name) is not { } check)
        {
            terminal.Error.WriteLine(config.Missing(name));
            return ExitCodes.Usage;
        }

        var routing = new AlertRouting(config, engine.Part<EngineStart>().Notifiers.Select(notifier => notifier.Name));
        Tell(terminal, Explanation.Of(routing.Routed(check), engine.Part<ConfigLoader>(), engine.Part<CheckTypes>()), json);
        return ExitCodes.Good;
    }

    private static void Tell(Terminal terminal, Explanation explanation, bool json)
    {
        if (json)
            terminal.WriteJson(explanation);
        else
            ExplainTable.Write(terminal, explanation);
    }
}
