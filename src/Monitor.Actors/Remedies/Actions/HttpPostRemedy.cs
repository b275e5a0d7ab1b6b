using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Remedies.Actions;

/// <summary>What is sent where; no payload sends <c>{}</c> (PARITY R1).</summary>
/// <param name="Expected">The answers that count as done; empty: any 2xx.</param>
internal sealed record HttpPostSpec(Uri Url, string Payload, HttpMethod Method, ImmutableArray<(string Name, Secret Value)> Headers, ImmutableArray<StatusAssertion.Range> Expected);

/// <summary>Sends JSON to a URL; any 2xx answer counts as done, unless it is said which.</summary>
public sealed class HttpPostRemedy(HttpMessageInvoker http) : IRemedyType
{
    private const int MaxText = 200;

    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE"];

    public string Name => "http_post";

    public string Example => "{ type: http_post, url: 'http://127.0.0.1:8000/admin/reset', payload: { reason: monitor } }";

    public ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Url, "where to send it") { Required = true },
        new("payload", KeyShape.Any, "sent as JSON") { Default = "{}", Range = "any YAML" },
        new("method", KeyShape.Choice(Methods), "how it is sent") { Default = "POST" },
        new("headers", KeyShape.Names(KeyShape.Text), "sent with it") { Range = "a mapping: 50 of 4,096 characters of printable ASCII" },
        new("auth", KeyShape.Section(HttpAuthReader.LoginKeys), "how to log in: `basic` or `bearer`"),
        new("expect_status", StatusAssertion.Statuses, "the answers that count as done") { Absent = "any 2xx", Range = StatusAssertion.Forms },
    ];

    public object Read(YamlSection keys)
    {
        var login = HttpAuthReader.ReadLogin(keys.Section("auth"));
        var headers = HttpHeaderReader.Read(keys.Section("headers"));
        if (login is not null && headers.Any(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
            keys.Problem("headers", "Authorization is set here and by auth", "keep one of the two");
        return new HttpPostSpec(
            keys.Url("url"), keys.Json("payload")?.GetRawText() ?? "{}", HttpMethod.Parse(keys.Choice("method", "POST", Methods)),
            login is { } value ? headers.Add(("Authorization", value)) : headers, StatusesOf(keys));
    }

    public string Target(object spec) => DisplayUrl.Of(((HttpPostSpec)spec).Url);

    public async Task<RemedyOutcome> RunAsync(object spec, RemedyRun run, CancellationToken cancel)
    {
        var post = (HttpPostSpec)spec;
        using var request = OutboundHttp.Request(post.Method, post.Url, run.Level);
        request.Content = new StringContent(post.Payload, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(run.Id)));
        foreach (var (name, value) in post.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, value.Reveal()))
            {
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value.Reveal());
            }

        using var response = await http.SendAsync(request, cancel);
        var text = await CappedBody.StartAsync(response.Content, MaxText, cancel);
        var result = new Dictionary<string, object?> { ["status_code"] = (int)response.StatusCode, ["text"] = text };
        var isDone = post.Expected.IsEmpty ? response.IsSuccessStatusCode : post.Expected.Any(range => range.Includes((int)response.StatusCode));
        return new RemedyOutcome(isDone, ErrorDetails.Json(("action", Name), ("result", result)));
    }

    private static ImmutableArray<StatusAssertion.Range> StatusesOf(YamlSection keys)
    {
        var items = keys.Items("expect_status");
        if (items.Count == 0 && !keys.Missing("expect_status"))
            keys.Problem("expect_status", "empty", StatusAssertion.Fix);
        return [.. items.Select(StatusAssertion.RangeOf).OfType<StatusAssertion.Range>()];
    }
}
