using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Actors.Checks.Systems;

namespace Monitor.Actors.Checks.Command;

/// <summary>Says what a program's end means; pure.</summary>
internal static class CommandJudge
{
    private const int LongestLine = 300;
    private const int LongestFigures = 500;

    private static readonly JsonSerializerOptions Compact = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Observation Judge(CommandSpec spec, CommandEnd end)
    {
        var output = PluginOutput.Read(end.Output);
        if (!spec.IsPlugin)
            output = new PluginOutput(FirstLine(end.Output), []);
        var line = output.Line.Length > 0 ? output.Line : FirstLine(end.Errors);
        var (kind, reason) = spec.IsPlugin ? OfPlugin(end.ExitCode, line) : OfProgram(spec, end.ExitCode, line);
        if (kind == ObservationKind.Passed)
            (kind, reason) = OfOutput(spec, end, reason);
        return ErrorDetails.Make(kind, reason, null, [.. Details(kind, reason, end, line, output)]);
    }

    /// <summary>What Nagios has plug-ins say by their exit code; any other code is trouble of the plug-in, not of what it looks at.</summary>
    private static (ObservationKind, string?) OfPlugin(int code, string line)
    {
        var said = line.Length > 0 ? line : $"exit code {code}, no output";
        return code switch
        {
            0 => (ObservationKind.Passed, line.Length > 0 ? line : null),
            1 => (ObservationKind.Warned, said),
            2 => (ObservationKind.Failed, said),
            3 => (ObservationKind.NotObserved, said),
            _ => (ObservationKind.NotObserved, $"exit code {code}, expected 0 to 3{(line.Length > 0 ? $": {line}" : "")}"),
        };
    }

    private static (ObservationKind, string?) OfProgram(CommandSpec spec, int code, string line) =>
        spec.ExpectExit.Contains(code)
            ? (ObservationKind.Passed, null)
            : (ObservationKind.Failed, $"exit code {code}, expected {string.Join(" or ", spec.ExpectExit)}{(line.Length > 0 ? $": {line}" : "")}");

    private static (ObservationKind, string?) OfOutput(CommandSpec spec, CommandEnd end, string? reason)
    {
        var judged = ServerAnswer.Judge(spec.Expected.Problems(JsonSerializer.SerializeToElement(end.Output.Trim())));
        return judged.Kind == ObservationKind.Passed ? (ObservationKind.Passed, reason) : (judged.Kind, judged.Reason);
    }

    private static IEnumerable<(string, object?)> Details(ObservationKind kind, string? reason, CommandEnd end, string line, PluginOutput output)
    {
        yield return ("exit_code", end.ExitCode);
        if (kind != ObservationKind.Passed)
            yield return ("error", ErrorDetails.Short(reason!, LongestLine)); // only what passed has none
        else if (line.Length > 0)
            yield return ("output", ErrorDetails.Short(line, LongestLine));
        if (Figures(output) is { Count: > 0 } figures)
            yield return ("perfdata", figures);
    }

    /// <summary>As many as there is room for.</summary>
    private static Dictionary<string, JsonElement> Figures(PluginOutput output)
    {
        var (figures, room) = (new Dictionary<string, JsonElement>(StringComparer.Ordinal), LongestFigures);
        foreach (var figure in output.Figures)
        {
            var json = JsonSerializer.SerializeToElement(new { figure.Value, figure.Unit, figure.Warn, figure.Crit, figure.Min, figure.Max }, Compact);
            room -= figure.Label.Length + json.GetRawText().Length;
            if (room < 0)
                break;
            figures[ErrorDetails.Short(figure.Label)] = json;
        }

        return figures;
    }

    private static string FirstLine(string text) => text.TrimStart().Split('\n', 2)[0].Trim();
}
