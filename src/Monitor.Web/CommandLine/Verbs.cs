using System.CommandLine;
using System.CommandLine.Invocation;

namespace Monitor.Web.CommandLine;

/// <summary>What the program can do besides running the monitor: one file and one line each.</summary>
public static class Verbs
{
    private static readonly Func<Terminal, Command>[] All =
    [
        ValidateVerb.Make,
        RunOnceVerb.Make,
        ExplainVerb.Make,
        SchemaVerb.Make,
        ImportVerb.Make,
        TestChannelVerb.Make,
        WhyVerb.Make,
    ];

    /// <summary>True unless the arguments ask for the monitor itself, whose own are settings: <c>--urls …</c>, <c>key=value</c>.</summary>
    public static bool AskedFor(IReadOnlyList<string> arguments) => arguments is [{ Length: > 0 } first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || (first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal)));

    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancel = default)
    {
        var root = new RootCommand("Asks services whether they are well. Without a verb: runs the monitor and its board.") { HelpName = "monitor" };
        foreach (var make in All)
            root.Add(make(terminal));
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction wrong)
            wrong.ShowHelp = false;
        var answer = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        var code = await parsed.InvokeAsync(answer, cancel);
        return parsed.Action is ParseErrorAction ? ExitCodes.Usage : code;
    }
}
