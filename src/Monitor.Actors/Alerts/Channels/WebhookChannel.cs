using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Where alerts are posted, and in which form.</summary>
/// <param name="Signs">The key of the signature; null when the receiver wants none.</param>
public sealed record WebhookSpec(
    Uri Url, HttpMethod Method, ImmutableArray<(string Name, Secret Value)> Headers, WebhookTemplate Json, Secret? Signs);

/// <summary>Sends JSON to any address; a 2xx answer counts as told.</summary>
public sealed class WebhookChannel(ChannelHttpRunner http) : HttpChannelType<WebhookSpec>("webhook", http)
{
    private const string SignatureHeader = "X-Monitor-Signature";

    private static readonly string[] Methods = ["POST", "PUT", "PATCH"];

    public override string Example => """
        { name: automation, type: webhook, url: 'https://automation.example/alerts', headers: { Authorization: 'Bearer {HOOK_TOKEN}' },
          json: { summary: '{title}', why: '{reason}', details: '{details}' } }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Url, "where to send; what placeholders bring in is never shown") { Required = true },
        new("method", KeyShape.Choice(Methods), "how to send") { Default = "POST" },
        new("headers", KeyShape.Names(KeyShape.Text), "values that look like secrets must come out of placeholders") { Range = "a mapping: 50 of 4,096 characters of printable ASCII" },
        new("json", KeyShape.Any, $"what to send; filled in are {string.Join(", ", WebhookTemplate.Names.Select(name => $"`{{{name}}}`"))}") { Absent = "all of them, under their names", Range = "any YAML" },
        new("secret", KeyShape.Secret, $"signs what is sent: `{SignatureHeader}: sha256=` and the HMAC of the body in hex"),
    ];

    protected override bool IsForMachines => true;

    protected override WebhookSpec Read(YamlSection keys)
    {
        var json = keys.Json("json");
        if (json is { } template)
            foreach (var unknown in WebhookTemplate.UnknownIn(template).Distinct())
                keys.Problem("json", $"nothing is filled in for {{{unknown}}}", $"use {string.Join(", ", WebhookTemplate.Names.Select(name => $"{{{name}}}"))}");
        return new WebhookSpec(
            keys.Url("url"),
            HttpMethod.Parse(keys.Choice("method", "POST", Methods)),
            HttpHeaderReader.Read(keys.Section("headers")),
            json is null ? WebhookTemplate.Default : new WebhookTemplate(json.Value),
            keys.SecretOrNull("secret"));
    }

    protected override ChannelRequest Compose(WebhookSpec spec, Alert alert, AlertWords words)
    {
        var body = spec.Json.Fill(alert, words);
        return new ChannelRequest(spec.Url, body)
        {
            Method = spec.Method,
            Headers = spec.Signs is { } key ? spec.Headers.Add((SignatureHeader, new Secret($"sha256={Sign(key, body)}"))) : spec.Headers,
        };
    }

    private static string Sign(Secret key, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), Encoding.UTF8.GetBytes(body)));
}
