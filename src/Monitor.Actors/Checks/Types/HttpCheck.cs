using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Types;

/// <summary>What an http check asks for and expects.</summary>
/// <param name="ReuseConnection">Keep the connection between rounds instead of making a fresh one.</param>
public sealed record HttpSpec(Uri Url, AssertionSet Expected, bool ReuseConnection);

/// <summary>Passes when a GET answers with the expected status and the expected JSON (PARITY H1-H11).</summary>
public sealed class HttpCheck(HttpGetRunner http) : CheckType<HttpSpec>("http")
{
    private const AssertionKeys Allowed = AssertionKeys.Status | AssertionKeys.JsonPath;

    public override string Example => """
        { name: shop, type: http, url: 'https://shop.example/health', expect_status: 200,
          expect_jsonpath: [{ path: $.ok, equals: true }, { path: $.latency_ms, lt: 100 }] }
        """;

    public override bool MeasuresLatency => true;

    protected override HttpSpec Read(YamlSection keys) => new(
        keys.Url("url"),
        AssertionSet.Read(keys, Allowed),
        keys.Choice("connection", "fresh", "fresh", "reuse") == "reuse");

    protected override string Target(HttpSpec spec) => DisplayUrl.Of(spec.Url);

    protected override string Host(HttpSpec spec) => spec.Url.Authority;

    protected override async Task<Observation> ProbeAsync(HttpSpec spec, ProbeContext context, CancellationToken cancel)
    {
        try
        {
            var answer = await http.GetAsync(spec.Url, spec.ReuseConnection, wantBody: true, cancel);
            return spec.Expected.Judge(new ProbeFacts { StatusCode = answer.StatusCode, Body = answer.Body, Connected = true });
        }
        catch (HttpProblemException e)
        {
            return HttpProblemText.IsOurs(e) ? ErrorDetails.NotObserved(e.Message) : ErrorDetails.Error(e.Message);
        }
    }
}
