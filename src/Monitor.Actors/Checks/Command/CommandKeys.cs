using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Actors.Checks.Systems;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Command;

/// <summary>Reads the keys of a command check.</summary>
internal static partial class CommandKeys
{
    private const int MostWords = 100;
    private const int LongestWord = 4096;
    private const int MostVariables = 100;
    private const int HighestCode = 255;

    /// <summary>What says which program is run, whatever for.</summary>
    public static ImmutableArray<ConfigKey> ProgramKeys { get; } =
    [
        new("command", KeyShape.Texts, "the program, by its whole path or by a name on `PATH`, and its arguments") { Required = true, Range = $"a list of up to {MostWords} words" },
        new("working_directory", KeyShape.Text, "where the program runs") { Absent = "the temporary folder" },
        new("environment", KeyShape.Names(KeyShape.Text), "variables for the program") { Absent = "nothing", Range = $"a mapping of up to {MostVariables} variables" },
    ];

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        ProgramKeys[0],
        new("plugin", KeyShape.Choice("nagios"), "the exit code is that of a plug-in, and its figures are kept"),
        new("expect_exit", KeyShape.ListOrOne(KeyShape.Whole(0, HighestCode)), "without `plugin`: an exit code that passes, or a list of them") { Default = "0" },
        ValueRules.Key("expect_output", "what the program wrote", ofText: true),
        .. ProgramKeys[1..],
    ];

    public static CommandSpec ReadProgram(YamlSection keys) => new(
        WordsOf(keys), keys.TextOrNull("working_directory"), EnvironmentOf(keys), IsPlugin: false, ExpectExit: [0], Expected: ValueRules.None);

    public static CommandSpec Read(YamlSection keys)
    {
        var isPlugin = keys.Choice("plugin", "", "nagios") == "nagios";
        if (isPlugin && keys.Has("expect_exit"))
            keys.Problem("expect_exit", "does not go with plugin: nagios, whose exit codes have their meanings", "remove one of the two");
        return new CommandSpec(
            WordsOf(keys), keys.TextOrNull("working_directory"), EnvironmentOf(keys), isPlugin, CodesOf(keys),
            ValueRules.Read(keys, "expect_output", "output", ofText: true));
    }

    private static ImmutableArray<string> WordsOf(YamlSection keys)
    {
        if (keys.Missing("command"))
            keys.Problem("command", "missing", "write command: [/usr/lib/nagios/plugins/check_load, -w, \"5\"]");
        ImmutableArray<string> words = [.. keys.Texts("command")];
        if (words is [var only] && only.Any(char.IsWhiteSpace))
            keys.Problem("command", "one text with spaces in it is the name of one program: no shell takes it apart", "write a list: [program, argument, …]");
        if ((words.IsEmpty && !keys.Missing("command")) || words is ["" or [' ', ..], ..] || words.Length > MostWords || words.Any(word => word.Length > LongestWord || word.Contains('\0', StringComparison.Ordinal)))
            keys.Problem("command", "is not a program with its arguments", $"write at most {MostWords} words of at most {LongestWord} characters");
        if (words is [var program, ..] && program.Contains('/', StringComparison.Ordinal) && !Path.IsPathRooted(program))
            keys.Problem("command", $"\"{ErrorDetails.Short(program, 60)}\" is neither an absolute path nor a name to be found on PATH", "write the whole path");
        return words;
    }

    private static ImmutableDictionary<string, string> EnvironmentOf(YamlSection keys)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (keys.Section("environment") is not { } section)
            return variables.ToImmutable();
        foreach (var name in section.Keys.ToList())
        {
            if (!VariableName().IsMatch(name))
                section.Problem(name, "is not the name of a variable", "use letters, digits and _");
            variables[name] = section.TextOrNull(name) ?? "";
        }

        if (variables.Count > MostVariables)
            keys.Problem("environment", $"has more than {MostVariables} variables", "remove some");
        return variables.ToImmutable();
    }

    private static ImmutableArray<int> CodesOf(YamlSection keys)
    {
        if (keys.Json("expect_exit") is not { } json)
            return [0];
        JsonElement[] items = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
        var codes = items.Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var code) ? code : -1).ToImmutableArray();
        if (codes.IsEmpty || codes.Any(code => code is < 0 or > HighestCode))
            keys.Problem("expect_exit", "expected exit codes from 0 to 255", "write expect_exit: 0, or a list such as [0, 3]");
        return codes;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
