using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>The incoming webhook to post to.</summary>
public sealed record SlackSpec(Secret Url);

/// <summary>Posts to an incoming webhook of Slack, or of whoever speaks the same, such as Mattermost.</summary>
public sealed class SlackChannel(ChannelHttpRunner http) : HttpChannelType<SlackSpec>("slack", http)
{
    /// <summary>Slack's limit for the text of a section.</summary>
    private const int MaxSection = 3000;

    /// <summary>The workspace or the hook is gone or closed: nothing that another alert would change.</summary>
    private static readonly string[] OfTheHook =
        ["invalid_token", "no_active_hooks", "no_service", "no_team", "team_disabled", "channel_not_found", "channel_is_archived", "action_prohibited", "posting_to_general_channel_denied"];

    public override string Example => "{ name: ops-chat, type: slack, url: '{SLACK_WEBHOOK_URL}' }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Secret, "the address of an incoming webhook, all of it") { Required = true },
    ];

    protected override SlackSpec Read(YamlSection keys) => new(keys.SecretUrl("url"));

    protected override ChannelRequest Compose(SlackSpec spec, Alert alert, AlertWords words)
    {
        var link = words.Link is { } url ? $"\n<{Escaped(url.AbsoluteUri, MaxSection)}|Open the board>" : "";
        var below = Escaped($"{(words.Reason is { } reason ? $"{reason}\n" : "")}{words.When}", MaxSection - link.Length) + link;
        return new ChannelRequest(new Uri(spec.Url.Reveal()), ChannelJson.Of(new
        {
            text = Escaped(words.Title, MaxSection),
            attachments = new[]
            {
                new
                {
                    color = AlertColour.Hex(alert),
                    blocks = new[] { new { type = "section", text = new { type = "mrkdwn", text = below } } },
                },
            },
        }));
    }

    protected override Delivery Judge(ChannelReply reply) =>
        reply.Status is >= 400 and < 429 && Array.Exists(OfTheHook, word => reply.Body.Contains(word, StringComparison.Ordinal))
            ? ChannelVerdict.SetUpWrongly(reply)
            : ChannelVerdict.Of(reply);

    /// <summary>Only these three letters mean anything to Slack: without them nobody can be called with <c>&lt;!channel&gt;</c>.</summary>
    private static string Escaped(string text, int max)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => rune.ToString(),
            };
            if (kept.Length + piece.Length >= max)
                return kept.Append('…').ToString();
            kept.Append(piece);
        }

        return kept.ToString();
    }
}
