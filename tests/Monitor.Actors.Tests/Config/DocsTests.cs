using System.Text.RegularExpressions;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>Every YAML block in the documentation loads without an error.</summary>
public sealed partial class DocsTests
{
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

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_loads(string file, string yaml)
    {
        var whole = yaml.StartsWith("- ", StringComparison.Ordinal) ? $"checks:\n{yaml}" : yaml;
        Assert.True(SomeConfig.Read(whole).Config is not null, $"{file}: {string.Join('\n', SomeConfig.Faults(whole))}\n{yaml}");
    }

    [Fact]
    public void The_reference_has_examples() => Assert.True(Blocks.Count >= 7);

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex YamlBlock();
}
