using System.Collections.Immutable;
using System.Text.Json;
using Json.Path;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Types;

/// <summary>What an http check asks for and expects.</summary>
/// <param name="ReuseConnection">Keep the connection between rounds instead of making a fresh one.</param>
public sealed record HttpSpec(Uri Url, int? ExpectStatus, ImmutableArray<Expectation> Rules, bool ReuseConnection);

/// <summary>Passes when a GET answers with the expected status and the expected JSON (PARITY H1-H11).</summary>
public sealed class HttpCheck(HttpGetRunner http) : CheckType<HttpSpec>("http")
{
    private const int MaxBodyShown = 200;

    public override string Example => """
        { name: shop, type: http, url: 'https://shop.example/health', expect_status: 200,
          expect_jsonpath: [{ path: $.ok, equals: true }, { path: $.latency_ms, lt: 100 }] }
        """;

    public override bool MeasuresLatency => true;

    protected override HttpSpec Read(YamlSection keys) => new(
        keys.Url("url"),
        keys.NumberOrNull("expect_status", 100, 599),
        [.. keys.Sections("expect_jsonpath").Select(Expectation.Read)],
        keys.Choice("connection", "fresh", "fresh", "reuse") == "reuse");

    protected override string Target(HttpSpec spec) => DisplayUrl.Of(spec.Url);

    protected override string Host(HttpSpec spec) => spec.Url.Authority;

    protected override async Task<Observation> ProbeAsync(HttpSpec spec, ProbeContext context, CancellationToken cancel)
    {
        try
        {
            var answer = await http.GetAsync(spec.Url, spec.ReuseConnection, wantBody: true, cancel);
            return StatusProblem(spec, answer) ?? RuleProblem(spec, answer)
                ?? new Observation(ObservationKind.Passed, null, answer.StatusCode);
        }
        catch (HttpProblemException e)
        {
            return HttpProblemText.IsOurs(e) ? ErrorDetails.NotObserved(e.Message) : ErrorDetails.Error(e.Message);
        }
    }

    private static Observation? StatusProblem(HttpSpec spec, HttpAnswer answer) =>
        spec.ExpectStatus is not { } expected || expected == answer.StatusCode
            ? null
            : ErrorDetails.Make(
                ObservationKind.Failed,
                $"HTTP {answer.StatusCode}, expected {expected}",
                answer.StatusCode,
                ("status_code", answer.StatusCode),
                ("body", CappedBody.Start(answer.Body, MaxBodyShown)));

    private static Observation? RuleProblem(HttpSpec spec, HttpAnswer answer)
    {
        if (spec.Rules.IsEmpty)
            return null;
        using var body = JsonBody.Parse(answer.Body);
        foreach (var rule in spec.Rules)
            if (ProblemOf(rule, body.RootElement) is { } problem)
                return ErrorDetails.Failed(problem, answer.StatusCode);
        return null;
    }

    private static string? ProblemOf(Expectation rule, JsonElement root)
    {
        try
        {
            return rule.Problem(root);
        }
        catch (JsonPathTooExpensiveException e)
        {
            return $"{rule.Text}: {e.Message}";
        }
        catch (InvalidOperationException)
        {
            return $"{rule.Text}: the response holds half a character, which is not text"; // JSON can spell what text cannot hold
        }
    }
}
