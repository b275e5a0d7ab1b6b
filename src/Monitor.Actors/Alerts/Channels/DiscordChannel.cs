using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>The webhook to post to.</summary>
public sealed record DiscordSpec(Secret Url);

/// <summary>Posts to a webhook of a Discord channel; nobody is mentioned, whatever an alert says.</summary>
public sealed class DiscordChannel(ChannelHttpRunner http) : HttpChannelType<DiscordSpec>("discord", http)
{
    private const int MaxContent = 2000;
    private const int MaxDescription = 4096;

    /// <summary>Without brackets and dashes, which alone mean nothing and would stand with their backslashes in a phone's notification.</summary>
    private static readonly SearchValues<char> Markup = SearchValues.Create("\\*_~`|>#()@<:");

    public override string Example => "{ name: ops-discord, type: discord, url: '{DISCORD_WEBHOOK_URL}' }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Secret, "the address of the webhook, all of it") { Required = true },
    ];

    protected override DiscordSpec Read(YamlSection keys) => new(keys.SecretUrl("url"));

    protected override ChannelRequest Compose(DiscordSpec spec, Alert alert, AlertWords words)
    {
        var link = words.Link is { } url ? $"\n{url.AbsoluteUri}" : "";
        var below = $"{(words.Reason is { } reason ? $"{Escaped(reason)}\n" : "")}{words.When}";
        return new ChannelRequest(new Uri(spec.Url.Reveal()), ChannelJson.Of(new
        {
            content = AlertWords.Cut(Escaped(words.Title), MaxContent),
            embeds = new[]
            {
                new
                {
                    description = AlertWords.Cut(below, MaxDescription - link.Length) + link,
                    color = AlertColour.Of(alert),
                    timestamp = alert.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                },
            },
            allowed_mentions = new { parse = Array.Empty<string>() },
        }));
    }

    protected override Delivery Judge(ChannelReply reply) => reply.Status == 429
        ? ChannelVerdict.Later(reply, ChannelJson.Object(reply.Body)?.Seconds("retry_after"))
        : ChannelVerdict.Of(reply);

    private static string Escaped(string text)
    {
        var kept = new StringBuilder();
        foreach (var letter in text)
            (Markup.Contains(letter) ? kept.Append('\\') : kept).Append(letter);
        return kept.ToString();
    }
}
