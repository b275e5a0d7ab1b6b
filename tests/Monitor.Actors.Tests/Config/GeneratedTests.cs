using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>The files that are made from the code are what the code says; with MONITOR_REGENERATE=1 they are written anew.</summary>
public sealed class GeneratedTests
{
    private const string Reference = "docs/checks-reference.md";

    private static CheckTypes Types => DocsTests.Shipped;

    [Fact]
    public void The_schema_is_up_to_date() => Check("docs/checks.schema.json", ConfigSchema.Text(Types));

    [Fact]
    public void The_reference_is_up_to_date() => Check(Reference, new ReferencePage(Types).Rewritten(Text(Reference)));

    [Fact]
    public void The_reference_has_the_keys_and_an_example_of_every_type()
    {
        Assert.Empty(Types.Checks.Keys.Concat(Types.Remedies.Keys.Select(name => Types.Checks.ContainsKey(name) ? $"remedy-{name}" : name)).Except(ReferencePage.Names(Text(Reference), "keys")));
        Assert.Empty(Types.Channels.Keys.Select(name => $"channel-{name}").Except(ReferencePage.Names(Text(Reference), "keys")));
        Assert.Empty(Types.Channels.Keys.Select(name => $"channel-{name}").Except(ReferencePage.Names(Text(Reference), "example")));
        Assert.Empty(Types.Checks.Keys.Except(ReferencePage.Names(Text(Reference), "example")));
    }

    private static string Text(string path) => File.ReadAllText(SomeConfig.InRepository(path));

    private static void Check(string path, string wanted)
    {
        var file = SomeConfig.InRepository(path);
        if (Environment.GetEnvironmentVariable("MONITOR_REGENERATE") == "1")
            File.WriteAllText(file, wanted);
        Assert.True(
            File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == wanted,
            $"{path} is not what the code says; write it anew: MONITOR_REGENERATE=1 dotnet test --project tests/Monitor.Actors.Tests --filter-class '*GeneratedTests'");
    }
}
