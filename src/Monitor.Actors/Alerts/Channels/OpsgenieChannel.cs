using System.Collections.Immutable;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Which integration of Opsgenie.</summary>
public sealed record OpsgenieSpec(Uri Api, Secret Key, ImmutableArray<string> Tags);

/// <summary>Creates and closes alerts of Opsgenie, or of Jira Service Management, which speaks the same.</summary>
public sealed class OpsgenieChannel(ChannelHttpRunner http) : HttpChannelType<OpsgenieSpec>("opsgenie", http)
{
    private const int MaxMessage = 130;
    private const int MaxTags = 20;
    private const int MaxTag = 50;

    private static readonly Uri Public = new("https://api.opsgenie.com");

    public override string Example => "{ name: on-call-team, type: opsgenie, api_key: '{OPSGENIE_KEY}', tags: [monitor] }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("api_key", KeyShape.Secret, "the key of an API integration") { Required = true },
        new("tags", KeyShape.Texts, "tags of every alert") { Range = $"up to {MaxTags} of {MaxTag} characters" },
        new("api_url", KeyShape.Url, "another server; `https://api.eu.opsgenie.com` in Europe") { Default = "https://api.opsgenie.com" },
    ];

    public override bool OpensIncidents => true;

    protected override OpsgenieSpec Read(YamlSection keys)
    {
        ImmutableArray<string> tags = [.. keys.Texts("tags")];
        if (tags.Length > MaxTags || tags.Any(tag => tag.Length > MaxTag))
            keys.Problem("tags", "there are too many tags, or one is too long", $"write up to {MaxTags} of {MaxTag} characters");
        return new OpsgenieSpec(keys.UrlOrNull("api_url") ?? Public, keys.Secret("api_key"), tags);
    }

    /// <summary>The alias is what belongs together; the end closes what has it.</summary>
    protected override ChannelRequest Compose(OpsgenieSpec spec, Alert alert, AlertWords words)
    {
        var alerts = $"{spec.Api.AbsoluteUri.TrimEnd('/')}/v2/alerts";
        return (alert.IsOver ? Close(alerts, alert, words) : Create(alerts, spec, alert, words)) with
        {
            Headers = [("Authorization", new Secret($"GenieKey {spec.Key.Reveal()}"))],
        };
    }

    private static ChannelRequest Close(string alerts, Alert alert, AlertWords words) => new(
        new Uri($"{alerts}/{Uri.EscapeDataString(alert.DedupKey)}/close?identifierType=alias"),
        ChannelJson.Of(new { source = "monitor", note = words.Text }));

    private static ChannelRequest Create(string alerts, OpsgenieSpec spec, Alert alert, AlertWords words) => new(new Uri(alerts), ChannelJson.Of(new
    {
        message = AlertWords.Cut(words.Title, MaxMessage),
        alias = alert.DedupKey,
        description = words.Text,
        priority = PriorityOf(alert.Severity),
        source = "monitor",
        entity = alert.Check.Value,
        tags = spec.Tags.IsEmpty ? null : spec.Tags.ToArray(),
        details = new Dictionary<string, string> { ["event"] = alert.Event, ["severity"] = alert.Severity },
    }));

    protected override Delivery Judge(ChannelReply reply) => ChannelJson.Object(reply.Body) is { } json && (json.Text("message") ?? json.Text("result")) is { } said
        ? ChannelVerdict.Of(reply with { Body = said })
        : ChannelVerdict.Of(reply);

    private static string PriorityOf(string severity) => severity.Trim().ToUpperInvariant() is ("P1" or "P2" or "P3" or "P4" or "P5") and var same ? same
        : Urgencies.Of(severity) switch
        {
            Urgency.Critical => "P1",
            Urgency.Error => "P2",
            Urgency.Warning => "P3",
            _ => "P5",
        };
}
