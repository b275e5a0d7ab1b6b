using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Actors.Import;
using Monitor.Actors.Tests.Import.Support;

namespace Monitor.Actors.Tests.Import;

/// <summary>Whole files, as teams might have them, and all that becomes of them.</summary>
public sealed class ImportSampleTests
{
    [Theory]
    [InlineData("gatus.yaml", "gatus")]
    [InlineData("uptime-kuma.json", "uptime-kuma")]
    public void A_whole_file_is_written_like_this(string file, string expected)
    {
        var checks = Read(file);
        var notes = string.Concat(checks.Notes.Select(note => $"{note.Kind}: {note}\n"));
        Assert.Equal(Importing.Sample($"{expected}.checks.yaml"), checks.Yaml);
        Assert.Equal(Importing.Sample($"{expected}.notes.txt"), notes);
    }

    [Theory]
    [InlineData("gatus.yaml")]
    [InlineData("uptime-kuma.json")]
    public void What_is_written_loads_without_an_error_once_its_variables_are_set(string file)
    {
        var checks = Read(file);
        var variables = checks.Variables.ToImmutableDictionary(name => name, _ => "0123456789abcdef");
        var reading = MonitorConfig.Read(new SourceText("checks.yaml", checks.Yaml), null, new ConfigSurroundings(Importing.Types, variables, TimeZoneInfo.Utc));
        Assert.Empty(reading.Errors);
        Assert.Equal(checks.Count, reading.Config!.Checks.Length);
    }

    [Theory]
    [InlineData("gatus.yaml", "very-secret", "sk-live-1234", "hunter2", "pa:ss", "pa%3Ass", "potato", "0123456789abcdef0123456789abcdef")]
    [InlineData("uptime-kuma.json", "hunter", "abc123", "eYVJ8Lqk3nPz5mW2", "hooks.example.org", "BEGIN PRIVATE KEY")]
    public void No_secret_is_copied(string file, params string[] secrets)
    {
        var checks = Read(file);
        var all = checks.Yaml + string.Concat(checks.Notes);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    private static ImportedChecks Read(string file)
    {
        var reading = file.EndsWith(".json", StringComparison.Ordinal) ? Importing.Kuma(Importing.Sample(file)) : Importing.Gatus(Importing.Sample(file));
        Assert.Empty(reading.Problems);
        return reading.Checks!;
    }
}
