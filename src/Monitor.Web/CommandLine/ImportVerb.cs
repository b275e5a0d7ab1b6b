using System.CommandLine;
using Monitor.Actors.Config;
using Monitor.Actors.Import;
using Monitor.Actors.Import.Gatus;
using Monitor.Actors.Import.UptimeKuma;

namespace Monitor.Web.CommandLine;

/// <summary><c>monitor import</c>: the configuration of another monitor as a checks.yaml, and what did not translate.</summary>
internal static class ImportVerb
{
    private const string ExitCodesHelp = "Exit code: 0 all of it, 1 something did not translate, 2 the file cannot be read.";

    private static readonly (string Name, string About, Func<SourceText, CheckTypes, ImportReading> Read)[] Sources =
    [
        ("gatus", "Reads a configuration of Gatus, YAML.", GatusImport.Read),
        ("uptime-kuma", "Reads a backup of Uptime Kuma, JSON.", UptimeKumaImport.Read),
    ];

    public static Command Make(Terminal terminal)
    {
        var verb = new Command("import", "Writes a checks.yaml from the configuration of another monitor, and tells what did not translate.");
        foreach (var (name, about, read) in Sources)
            verb.Add(Source(terminal, name, about, read));
        return verb;
    }

    private static Command Source(Terminal terminal, string name, string about, Func<SourceText, CheckTypes, ImportReading> read)
    {
        var file = new Argument<string>("FILE") { Description = "The file of the other monitor." }.RefuseOptions();
        var output = new Option<string?>("--out", "-o") { Description = "Write the YAML into this file, which must not be there yet.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Overwrite the file of --out." };
        var json = VerbOptions.Json();
        var verb = new Command(name, $"{about} {ExitCodesHelp}") { file, output, force, json };
        verb.SetAction((parsed, _) => RunAsync(
            terminal, parsed.GetRequiredValue(file), new ImportTarget(parsed.GetValue(output), parsed.GetValue(force), parsed.GetValue(json)), read));
        return verb;
    }

    private static async Task<int> RunAsync(Terminal terminal, string file, ImportTarget target, Func<SourceText, CheckTypes, ImportReading> read)
    {
        if (target.Refusal(terminal.Folder) is { } refusal)
            return Refuse(terminal, refusal);
        if (Load(terminal.Folder, file) is not { } source)
            return Refuse(terminal, $"{file}: cannot be read; name a file of at most {YamlLimits.Default.MaxBytes / 1024 / 1024} MiB");
        await using var engine = new IdleEngine(terminal);
        var reading = read(source, engine.Part<CheckTypes>());
        if (reading.Checks is not { } checks)
            return Refuse(terminal, [.. reading.Problems.Select(ProblemLines.Of)]);
        if (!target.TryWrite(terminal, checks, out var problem))
            return Refuse(terminal, problem);
        return checks.IsComplete ? ExitCodes.Good : ExitCodes.Bad;
    }

    private static int Refuse(Terminal terminal, params string[] why)
    {
        foreach (var line in why)
            terminal.Error.WriteLine(line);
        return ExitCodes.Usage;
    }

    private static SourceText? Load(string folder, string file)
    {
        try
        {
            var path = Path.Combine(folder, file);
            return new FileInfo(path).Length > YamlLimits.Default.MaxBytes ? null : ForeignFile.Decode(file, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
