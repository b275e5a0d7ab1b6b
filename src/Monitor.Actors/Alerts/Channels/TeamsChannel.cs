using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>The workflow to post to.</summary>
public sealed record TeamsSpec(Secret Url);

/// <summary>Posts an Adaptive Card to a workflow of Microsoft Teams that waits for a webhook request.</summary>
public sealed class TeamsChannel(ChannelHttpRunner http) : HttpChannelType<TeamsSpec>("teams", http)
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private const string CardSchema = "http://adaptivecards.io/schemas/adaptive-card.json";
    private const string CardVersion = "1.4";

    public override string Example => "{ name: ops-team, type: teams, url: '{TEAMS_WORKFLOW_URL}' }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("url", KeyShape.Secret, "the address of the workflow, all of it") { Required = true },
    ];

    protected override TeamsSpec Read(YamlSection keys) => new(keys.SecretUrl("url"));

    /// <summary>At most a few kilobytes, as titles and reasons are cut; Teams takes 28.</summary>
    protected override ChannelRequest Compose(TeamsSpec spec, Alert alert, AlertWords words)
    {
        var card = new JsonObject
        {
            ["$schema"] = CardSchema,
            ["type"] = "AdaptiveCard",
            ["version"] = CardVersion,
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([.. Lines(alert, words)]),
        };
        if (words.Link is { } link)
            card["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open the board", ["url"] = link.AbsoluteUri });
        return new ChannelRequest(new Uri(spec.Url.Reveal()), ChannelJson.Of(new JsonObject
        {
            ["type"] = "message",
            ["summary"] = words.Title,
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = CardType, ["contentUrl"] = null, ["content"] = card }),
        }));
    }

    private static IEnumerable<JsonNode> Lines(Alert alert, AlertWords words)
    {
        yield return Line(words.Title, "Bolder", alert.IsOver ? "Good" : Urgencies.Of(alert.Severity) < Urgency.Error ? "Warning" : "Attention");
        if (words.Reason is { } reason)
            yield return Line(reason);
        yield return Line(words.When);
    }

    /// <summary>A run of text and not a block of it: in a block Markdown would count, and an alert could pass off a link.</summary>
    private static JsonObject Line(string text, string weight = "Default", string colour = "Default") => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text, ["weight"] = weight, ["color"] = colour }),
    };
}
