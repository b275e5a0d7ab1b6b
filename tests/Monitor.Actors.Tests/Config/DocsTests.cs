using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;
using EngineHost = Monitor.Actors.Tests.Support.EngineHost;

namespace Monitor.Actors.Tests.Config;

/// <summary>Every YAML block in the documentation loads without an error.</summary>
public sealed partial class DocsTests
{
    internal static CheckTypes Shipped { get; } = ReadShipped();


    public static TheoryData<string, string> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, string>();
            foreach (var file in Directory.GetFiles(SomeConfig.InRepository("docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                foreach (Match block in YamlBlock().Matches(File.ReadAllText(file)))
                    blocks.Add(Path.GetFileName(file), block.Groups["yaml"].Value);
            return blocks;
        }
    }

    private static CheckTypes ReadShipped()
    {
        using var folder = new TempFolder();
        using var services = EngineHost.Build(folder.Path);
        return services.GetRequiredService<CheckTypes>();
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_loads(string file, string yaml)
    {
        var whole = yaml.StartsWith("- ", StringComparison.Ordinal) ? $"checks:\n{yaml}" : yaml;
        var reading = MonitorConfig.Read(new SourceText(file, whole), null, SomeConfig.Around with { Types = Shipped });
        Assert.True(reading.Config is not null, $"{string.Join('\n', reading.Problems)}\n{yaml}");
    }

    [Theory]
    [InlineData("checks.yaml")]
    [InlineData("tests/Monitor.Actors.Tests/Config/Samples/readme-checks.yaml")]
    [InlineData("tests/Monitor.Actors.Tests/Config/Samples/seed-checks.yaml")]
    public void The_files_load_with_the_types_that_are_shipped(string file)
    {
        var text = new SourceText(file, File.ReadAllText(SomeConfig.InRepository(file)));
        Assert.Empty(MonitorConfig.Read(text, null, SomeConfig.Around with { Types = Shipped }).Errors);
    }

    [Fact]
    public void The_reference_has_examples() => Assert.True(Blocks.Count >= 7);

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex YamlBlock();
}
