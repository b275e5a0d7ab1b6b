using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>The schema finds good what loads, and bad what is plainly wrong.</summary>
public sealed class SchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(ConfigSchema.Text(DocsTests.Shipped));

    public static TheoryData<string, string> Blocks => DocsTests.Blocks;

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_of_the_documentation_is_valid(string file, string yaml)
    {
        Assert.NotEmpty(file);
        Assert.Equal("", Problems(yaml.StartsWith("- ", StringComparison.Ordinal) ? $"checks:\n{yaml}" : yaml));
    }

    [Theory]
    [InlineData("checks.yaml")]
    [InlineData("tests/Monitor.Actors.Tests/Config/Samples/readme-checks.yaml")]
    [InlineData("tests/Monitor.Actors.Tests/Config/Samples/seed-checks.yaml")]
    public void A_file_is_valid(string file) => Assert.Equal("", Problems(File.ReadAllText(SomeConfig.InRepository(file))));

    [Fact]
    public void The_example_of_every_type_is_valid()
    {
        Assert.All(DocsTests.Shipped.Checks.Values, type => Assert.Equal("", Problems(Entry(type.Example))));
        Assert.All(DocsTests.Shipped.Channels.Values, type => Assert.Equal("", Problems($"channels:\n  - {type.Example.ReplaceLineEndings("\n    ")}\nchecks: []\n")));
        Assert.All(DocsTests.Shipped.Remedies.Values, type => Assert.Equal("", Problems(Entry($"{{ name: x, type: http, url: http://x/, on_fail: {{ actions: [{type.Example}] }} }}"))));
    }

    [Theory]
    [InlineData("name: x\ntype: http\nurl: http://x/\ninterval: ${PACE}\nretries: ${RETRIES}\nenabled: ${ON}\nmethod: '{METHOD}'\nexpect_status: ${STATUS}")]
    [InlineData("{ name: x, type: http, url: '{BASE}/x', interval: 90, timeout: 500ms, max_body: 64KiB, expect_status: [2xx, 304, 400-410], redirects: none, flapping: true }")]
    [InlineData("{ name: x, type: http, url: http://x/, flapping: { high: 12.5, low: 5 }, tls: { min_version: 1.3 }, notify_on: recovered, tags: }")]
    [InlineData("{ name: x, type: http, url: http://x/, interval: 24h, timeout: 0.5m, retry_backoff: 0s, start_period: 007s }")]
    [InlineData("{ name: x, type: push, token: '{TOKEN}', schedule: '@daily' }")]
    [InlineData("name: 7\ntype: tcp\nhost: '{HOST}'\nport: ${PORT}\ntls: { verify: false }")]
    public void A_good_entry_is_valid(string entry) => Assert.Equal("", Problems(Entry(entry)));

    [Theory]
    [InlineData("{ name: x, type: http, url: http://x/, sverity: P1 }")]
    [InlineData("{ name: x, type: http, url: http://x/, status_url: http://x/ }")]
    [InlineData("{ name: x, type: htp, url: http://x/ }")]
    [InlineData("{ type: http, url: http://x/ }")]
    [InlineData("{ name: x, type: http }")]
    [InlineData("{ name: x, type: http, url: }")]
    [InlineData("{ name: x, type: http, url: ftp://x/ }")]
    [InlineData("{ name: x, url: http://x/ }")]
    [InlineData("{ name: x, type: http, url: http://x/, method: GRAB }")]
    [InlineData("{ name: x, type: http, url: http://x/, interval: 25h, retries: 21 }")]
    [InlineData("{ name: x, type: http, url: http://x/, retries: 21 }")]
    [InlineData("{ name: x, type: http, url: http://x/, retries: many }")]
    [InlineData("{ name: x, type: http, url: http://x/, interval: 0 }")]
    [InlineData("{ name: x, type: http, url: http://x/, interval: 25h }")]
    [InlineData("{ name: x, type: http, url: http://x/, interval: 1441m }")]
    [InlineData("{ name: x, type: http, url: http://x/, interval: 999ms }")]
    [InlineData("{ name: x, type: http, url: http://x/, timeout: '301' }")]
    [InlineData("{ name: x, type: http, url: http://x/, interval: 5 minutes }")]
    [InlineData("{ name: x, type: http, url: http://x/, enabled: 'yes' }")]
    [InlineData("{ name: x, type: http, url: http://x/, expect_status: 99 }")]
    [InlineData("{ name: x, type: http, url: http://x/, expect_jsonpath: [{ pth: $.ok }] }")]
    [InlineData("{ name: x, type: http, url: http://x/, auth: { bearer: plain } }")]
    [InlineData("{ name: x, type: http, url: http://x/, thresholds: { api_warn: 5 } }")]
    [InlineData("{ name: x, type: http, url: http://x/, notify_on: [first_fial] }")]
    [InlineData("{ name: x, type: http, url: http://x/, on_fail: { actions: [{ type: reboot }] } }")]
    [InlineData("{ name: x, type: http, url: http://x/, on_fail: { actions: [{ type: http_post }] } }")]
    [InlineData("{ name: x, type: http, url: http://x/, on_fail: { actions: [{ type: http_post, url: http://x/, colldown: 1m }] } }")]
    [InlineData("{ name: x, type: tcp, host: x, port: 70000 }")]
    [InlineData("{ name: x, type: icmp, host: x, tls: true }")]
    public void A_bad_entry_is_not_valid(string entry) => Assert.NotEqual("", Problems(Entry(entry)));

    [Theory]
    [InlineData("global: {}\n")]
    [InlineData("checks: []\nchekcs: []\n")]
    [InlineData("checks: []\ny-a: 1\n")]
    [InlineData("checks: []\nglobal: { intervall: 5s }\n")]
    [InlineData("checks: []\nglobal: { network: { board: none } }\n")]
    [InlineData("checks: []\nglobal: { heartbeat: { interval: 1m } }\n")]
    [InlineData("checks: []\nvars: [lower]\n")]
    [InlineData("checks: []\nchannels: [{ name: x, type: webhook }]\n")]
    [InlineData("checks: []\nchannels: [{ name: x, type: webhook, url: http://x/, secret: plain }]\n")]
    [InlineData("checks: []\nmaintenance: [{ start: 2am, duration: 1h }]\n")]
    public void A_bad_file_is_not_valid(string text) => Assert.NotEqual("", Problems(text));

    /// <summary>The reader decides; the schema refuses what is a whole unit or more beyond the limits.</summary>
    [Theory]
    [InlineData(0, 86_400)]
    [InlineData(1, 86_400)]
    [InlineData(0.1, 300)]
    [InlineData(17, 1_234)]
    [InlineData(86_400, 31_536_000)]
    public void A_duration_within_the_limits_is_valid_and_one_beyond_is_not(double least, double most)
    {
        var (min, max) = (TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
        var pattern = new Regex(DurationPattern.Of(min, max), RegexOptions.CultureInvariant);
        foreach (var (unit, length) in new[] { ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)) })
            foreach (var number in Enumerable.Range(0, 1_500).Select(i => (long)i).Concat(Enumerable.Range(-3, 6).SelectMany(i => new[] { (long)(min / length) + i, (long)(max / length) + i })).Where(number => number >= 0))
            {
                var time = Durations.Parse($"{number}{unit}")!.Value; // it is one
                if (time >= min && time <= max)
                    Assert.Matches(pattern, $"{number}{unit}");
                else if (time <= min - length || time >= max + length)
                    Assert.DoesNotMatch(pattern, $"{number}{unit}");
            }
    }

    private static string Entry(string entry) => $"checks:\n  - {entry.ReplaceLineEndings("\n    ")}\n";

    private static string Problems(string yaml)
    {
        var problems = new ProblemList("text");
        var root = YamlTree.Read(yaml, YamlLimits.Default with { Anchors = true }, problems);
        Assert.Empty(problems.InOrder());
        Assert.NotNull(root);
        var seen = Schema.Evaluate(JsonNode.Parse(YamlJson.Element(root).GetRawText()), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return seen.IsValid ? "" : string.Join('\n', seen.Details.Where(detail => detail.HasErrors)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")); // it has errors
    }
}
