using System.Collections.Immutable;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Json.Path;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;

namespace Monitor.Micro;

/// <summary>What is made of an answer: a JSONPath, and the assertions of a usual check.</summary>
[MemoryDiagnoser]
public class Judging
{
    private static readonly byte[] Body = """{"ok":true,"latency_ms":12,"depth":7,"version":"1.0.3","parts":[{"name":"db","up":true},{"name":"queue","up":true}]}"""u8.ToArray();

    private readonly JsonDocument _document = JsonDocument.Parse(Body);
    private readonly JsonPath _member = JsonPath.Parse("$.ok");
    private readonly JsonPath _filter = JsonPath.Parse("$.parts[?@.name == 'queue'].up");
    private readonly ProbeFacts _facts = new() { StatusCode = 200, Body = Body, Connected = true, ResponseTime = TimeSpan.FromMilliseconds(12) };
    private readonly AssertionSet _assertions = (AssertionSet)Definition("expect_status: 200, expect_jsonpath: [{path: $.ok, equals: true}, {path: $.latency_ms, lt: 100}]").Spec;

    [Benchmark]
    public int MemberPath() => _member.Evaluate(_document.RootElement).Matches.Count;

    [Benchmark]
    public int FilterPath() => _filter.Evaluate(_document.RootElement).Matches.Count;

    [Benchmark]
    public Observation Assertions() => _assertions.Judge(_facts);

    internal static CheckDefinition Definition(string keys)
    {
        var around = new ConfigSurroundings(new CheckTypes([new JudgedCheck()], []), ImmutableDictionary<string, string>.Empty, TimeZoneInfo.Utc);
        var text = $"checks:\n  - {{name: shop, type: {JudgedCheck.TypeName}, notify_on: [first_fail, recovered], {keys}}}\n";
        return MonitorConfig.Read(new SourceText("checks.yaml", text), null, around).Config!.Checks[0]; // written above
    }

    /// <summary>Asks nobody: only its assertions are of interest.</summary>
    private sealed class JudgedCheck() : CheckType<AssertionSet>(TypeName)
    {
        public const string TypeName = "judged";

        public override string Example => "{ name: any, type: judged }";

        protected override AssertionSet Read(YamlSection keys) => AssertionSet.Read(keys, AssertionKeys.Status | AssertionKeys.JsonPath);

        protected override string Target(AssertionSet spec) => "nobody";

        protected override Task<Observation> ProbeAsync(AssertionSet spec, ProbeContext context, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
