using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Which service of PagerDuty.</summary>
public sealed record PagerDutySpec(Uri Api, Secret RoutingKey);

/// <summary>Opens and resolves incidents through the Events API v2 of PagerDuty.</summary>
/// <remarks>
/// All that is told of one incident has one <c>dedup_key</c>: a missed deadline of a check that is down already opens no second
/// one, and the recovery resolves whatever is open.
/// </remarks>
public sealed class PagerDutyChannel(ChannelHttpRunner http) : HttpChannelType<PagerDutySpec>("pagerduty", http)
{
    private const int MaxSummary = 1024;

    private static readonly Uri Public = new("https://events.pagerduty.com");

    public override string Example => "{ name: pager, type: pagerduty, routing_key: '{PAGERDUTY_ROUTING_KEY}' }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("routing_key", KeyShape.Secret, "the integration key of a service, for the Events API v2") { Required = true },
        new("api_url", KeyShape.Url, "another server; `https://events.eu.pagerduty.com` in Europe") { Default = "https://events.pagerduty.com" },
    ];

    public override bool OpensIncidents => true;

    protected override PagerDutySpec Read(YamlSection keys) => new(keys.UrlOrNull("api_url") ?? Public, keys.Secret("routing_key"));

    protected override ChannelRequest Compose(PagerDutySpec spec, Alert alert, AlertWords words) => new(
        new Uri($"{spec.Api.AbsoluteUri.TrimEnd('/')}/v2/enqueue"),
        ChannelJson.Of(new
        {
            routing_key = spec.RoutingKey.Reveal(),
            event_action = alert.IsOver ? "resolve" : "trigger",
            dedup_key = alert.DedupKey,
            payload = alert.IsOver ? null : Payload(alert, words),
            links = words.Link is { } link && !alert.IsOver ? new[] { new { href = link.AbsoluteUri, text = "Open the board" } } : null,
            client = "Monitor",
            client_url = words.Link?.AbsoluteUri,
        }));

    protected override Delivery Judge(ChannelReply reply)
    {
        if (ChannelJson.Object(reply.Body) is not { } json)
            return ChannelVerdict.Of(reply);
        if (reply.IsSuccess)
            return new Delivery.Sent(json.Text("message") ?? reply.Words);
        var errors = json.TryGetProperty("errors", out var all) && all.ValueKind == JsonValueKind.Array
            ? string.Join("; ", all.EnumerateArray().Select(error => error.ToString()))
            : "";
        var said = reply with { Body = string.Join(": ", new[] { json.Text("message"), errors }.Where(text => text is { Length: > 0 })) };
        return reply.Status == 400 && errors.Contains("routing_key", StringComparison.OrdinalIgnoreCase) ? ChannelVerdict.SetUpWrongly(said) : ChannelVerdict.Of(said);
    }

    private static object Payload(Alert alert, AlertWords words) => new
    {
        summary = AlertWords.Cut(words.Reason is { } reason ? $"{words.Title}: {reason.ReplaceLineEndings(" ")}" : words.Title, MaxSummary),
        source = "monitor",
        severity = Urgencies.Of(alert.Severity).ToString().ToLowerInvariant(),
        timestamp = alert.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        component = alert.Check.Value,
        @class = alert.Event,
        custom_details = new { reason = alert.Reason, severity = alert.Severity, details = alert.Details is { } details ? ChannelJson.Object(details) : null },
    };
}
