using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Remedies.Actions;

/// <summary>What is posted where; no payload posts <c>{}</c> (PARITY R1).</summary>
public sealed record HttpPostSpec(Uri Url, string Payload);

/// <summary>Posts JSON to a URL; any 2xx answer counts as done.</summary>
public sealed class HttpPostRemedy(HttpMessageInvoker http) : IRemedyType
{
    private const int MaxText = 200;

    public string Name => "http_post";

    public string Example => "{ type: http_post, url: 'http://127.0.0.1:8000/admin/reset', payload: { reason: monitor } }";

    public ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Url, "where to POST") { Required = true },
        new("payload", KeyShape.Any, "sent as JSON") { Default = "{}", Range = "any YAML" },
    ];

    public object Read(YamlSection keys) => new HttpPostSpec(keys.Url("url"), keys.Json("payload")?.GetRawText() ?? "{}");

    public string Target(object spec) => DisplayUrl.Of(((HttpPostSpec)spec).Url);

    public async Task<RemedyOutcome> RunAsync(object spec, string attemptId, NetworkLevel level, CancellationToken cancel)
    {
        var post = (HttpPostSpec)spec;
        using var request = OutboundHttp.Request(HttpMethod.Post, post.Url, level);
        request.Content = new StringContent(post.Payload, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(attemptId)));
        using var response = await http.SendAsync(request, cancel);
        var text = await CappedBody.StartAsync(response.Content, MaxText, cancel);
        var result = new Dictionary<string, object?> { ["status_code"] = (int)response.StatusCode, ["text"] = text };
        return new RemedyOutcome(response.IsSuccessStatusCode, ErrorDetails.Json(("action", Name), ("result", result)));
    }
}
