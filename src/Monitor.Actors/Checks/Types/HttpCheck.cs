using System.Collections.Immutable;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>What an http check asks for and expects.</summary>
public sealed record HttpSpec(HttpRequestSpec Request, AssertionSet Expected);

/// <summary>Passes when a request is answered with the expected status and the expected JSON (PARITY H1-H11).</summary>
public sealed class HttpCheck(HttpRunner http) : CheckType<HttpSpec>("http")
{
    private const AssertionKeys Allowed = AssertionKeys.Status | AssertionKeys.Header | AssertionKeys.Body | AssertionKeys.JsonPath
        | AssertionKeys.Latency | AssertionKeys.Conditions;

    private const FactKeys Known = FactKeys.Ip | FactKeys.CertificateExpiration;

    public override string Example => """
        { name: shop, type: http, url: 'https://shop.example/health', expect_status: 200,
          expect_jsonpath: [{ path: $.ok, equals: true }, { path: $.latency_ms, lt: 100 }] }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. HttpRequestReader.Keys.Select(key => key.Name == "url" ? key : key with { See = "[how an http check asks](#how-an-http-check-asks)" }),
        .. AssertionSet.KeysOf(Allowed),
    ];

    public override bool MeasuresLatency => true;

    protected override HttpSpec Read(YamlSection keys) => new(HttpRequestReader.Read(keys), AssertionSet.Read(keys, Allowed, Known));

    protected override string Target(HttpSpec spec) => DisplayUrl.Of(spec.Request.Url);

    protected override string Host(HttpSpec spec) => spec.Request.Url.Authority;

    protected override ImmutableArray<string> Badges(HttpSpec spec) => spec.Request.Badges;

    protected override async Task<Observation> ProbeAsync(HttpSpec spec, ProbeContext context, CancellationToken cancel)
    {
        try
        {
            var answer = await http.AskAsync(spec.Request, context.Level, cancel);
            return spec.Expected.Judge(Facts(answer), context.Closely) with { Phases = answer.Phases };
        }
        catch (HttpProblemException e)
        {
            return HttpProblemText.Observe(e);
        }
    }

    private static ProbeFacts Facts(HttpAnswer answer) => new()
    {
        StatusCode = answer.StatusCode,
        Body = answer.Body,
        Header = answer.Header,
        Ip = answer.Ip?.ToString(),
        Connected = true,
        ResponseTime = answer.ResponseTime,
        Certificate = answer.Certificate,
    };
}
