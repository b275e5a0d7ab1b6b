using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Config;
using Monitor.Actors.Import;
using Monitor.Actors.Import.Gatus;
using Monitor.Actors.Import.UptimeKuma;
using Monitor.Actors.Tests.Config.Support;
using EngineHost = Monitor.Actors.Tests.Support.EngineHost;

namespace Monitor.Actors.Tests.Import.Support;

/// <summary>Reads foreign files with the types that are shipped, and looks at what came of them.</summary>
internal static class Importing
{
    public static CheckTypes Types { get; } = ReadTypes();

    public static ImportReading Gatus(string yaml) => GatusImport.Read(new SourceText("gatus.yaml", yaml), Types);

    public static ImportReading Kuma(string json) => UptimeKumaImport.Read(new SourceText("kuma.json", json), Types);

    /// <summary>One endpoint, whose keys are given, as it is written for this monitor.</summary>
    public static ImportedChecks Endpoint(params string[] lines) =>
        Gatus($"endpoints:\n  - name: a\n{string.Concat(lines.Select(line => $"    {line}\n"))}").Checks!;

    /// <summary>One monitor, of whose keys the name is given here.</summary>
    public static ImportedChecks Monitor(string members) =>
        Kuma($$"""{ "version": "1.23.11", "monitorList": [{ "id": 1, "name": "a", "interval": 60, {{members}} }] }""").Checks!;

    public static string[] Missing(ImportedChecks checks) =>
        [.. checks.Notes.Where(note => note.Kind == ImportNoteKind.NotTranslated).Select(note => note.ToString())];

    /// <summary>The keys of the only check, without what every one has.</summary>
    public static string Keys(ImportedChecks checks)
    {
        var lines = checks.Yaml.Split('\n').Where(line => !line.TrimStart().StartsWith('#') && line.Length > 0);
        return string.Join(" | ", lines.Skip(1).Select(line => line.Trim()).Where(line => line is not ("- name: a" or "interval: 1m" or "timeout: 10s" or "timeout: 48s")));
    }

    public static string Sample(string name) => File.ReadAllText(SomeConfig.InRepository($"tests/Monitor.Actors.Tests/Import/Samples/{name}"));

    private static CheckTypes ReadTypes()
    {
        using var folder = new TempFolder();
        using var services = EngineHost.Build(folder.Path);
        return services.GetRequiredService<CheckTypes>();
    }
}
