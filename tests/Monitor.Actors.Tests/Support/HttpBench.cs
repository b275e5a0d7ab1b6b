using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Support;

/// <summary>Http checks as production reads and probes them.</summary>
public sealed class HttpBench : IDisposable
{
    private readonly ProbeRunner _probes = new(Some.Places(64), TimeProvider.System);

    public HttpBench(TimeProvider? time = null)
    {
        Http = new HttpRunner(new Dialer(Policy), time ?? TimeProvider.System);
        Type = new HttpCheck(Http);
    }

    public NetworkPolicy Policy { get; } = new();

    public HttpRunner Http { get; }

    public ICheckType Type { get; }

    /// <summary>What fills placeholders.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public ConfigReading Reading(Uri url, string keys, bool fromBoard = false)
    {
        var entry = $"checks:\n  - {{ name: it, type: http, url: '{url}', {keys} }}\n";
        var around = new ConfigSurroundings(new CheckTypes([Type], []), Variables, TimeZoneInfo.Utc);
        return fromBoard
            ? MonitorConfig.Read(new SourceText("checks.yaml", $"vars: [{string.Join(", ", Variables.Keys)}]\nchecks: []\n"), new SourceText("checks.d/board.yaml", entry), around)
            : MonitorConfig.Read(new SourceText("checks.yaml", entry), null, around);
    }

    public CheckDefinition Definition(Uri url, string keys, bool fromBoard = false)
    {
        var reading = Reading(url, keys, fromBoard);
        Assert.Empty(reading.Errors);
        return reading.Config!.Checks[0]; // no errors, so there is one
    }

    public async Task<Observation> Probe(Uri url, string keys = "expect_status: 200", TimeSpan? timeout = null, bool fromBoard = false)
    {
        var definition = Definition(url, keys, fromBoard) with { Timeout = timeout ?? TimeSpan.FromSeconds(30) };
        var context = new ProbeContext(definition.Name) { Level = fromBoard ? NetworkLevel.Board : NetworkLevel.Operator };
        return (await _probes.AttemptAsync(definition, context, wasSlow: false, TestContext.Current.CancellationToken)).Seen;
    }

    /// <summary>What is wrong with such keys, a text each.</summary>
    public ImmutableArray<string> Faults(string keys) => [.. Reading(new Uri("http://localhost/"), keys).Errors.Select(problem => $"{problem.Place}: {problem.Fault}")];

    public void Dispose()
    {
        Http.Dispose();
        _probes.Dispose();
    }
}
