using System.Collections.Immutable;
using System.Text.Json;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Which bot writes to whom.</summary>
/// <param name="Thread">The topic of a group that has topics.</param>
public sealed record TelegramSpec(Uri Api, Secret Token, string Chat, int? Thread, bool Silent);

/// <summary>Has a bot of Telegram send a message.</summary>
public sealed class TelegramChannel(ChannelHttpRunner http) : HttpChannelType<TelegramSpec>("telegram", http)
{
    private const int MaxText = 4096;

    private static readonly Uri Public = new("https://api.telegram.org");

    /// <summary>What a 400 says when no message would do.</summary>
    private static readonly string[] OfTheChat = ["chat", "group", "thread", "TOPIC", "rights", "bot"];

    public override string Example => "{ name: ops-phone, type: telegram, token: '{TELEGRAM_TOKEN}', chat_id: '-1001234567890' }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("token", KeyShape.Secret, "the bot's token, as BotFather gives it") { Required = true },
        new("chat_id", KeyShape.Text, "whom to write to: a number, or `@name` of a public channel") { Required = true },
        new("thread_id", KeyShape.Whole(1), "the topic, in a group that has topics"),
        new("silent", KeyShape.Flag, "no sound") { Default = "false" },
        new("api_url", KeyShape.Url, "another Bot API server") { Default = "https://api.telegram.org" },
    ];

    protected override TelegramSpec Read(YamlSection keys) => new(
        keys.UrlOrNull("api_url") ?? Public, keys.Secret("token"), keys.Text("chat_id"), keys.NumberOrNull("thread_id", 1, int.MaxValue), keys.Flag("silent", otherwise: false));

    /// <summary>Without <c>parse_mode</c>: no letter means anything.</summary>
    protected override ChannelRequest Compose(TelegramSpec spec, Alert alert, AlertWords words) => new(
        new Uri($"{spec.Api.AbsoluteUri.TrimEnd('/')}/bot{Uri.EscapeDataString(spec.Token.Reveal()).Replace("%3A", ":", StringComparison.Ordinal)}/sendMessage"),
        ChannelJson.Of(new
        {
            chat_id = spec.Chat,
            message_thread_id = spec.Thread,
            text = AlertWords.Cut(words.Written(Unmentioned).Text, MaxText),
            disable_notification = spec.Silent ? true : (bool?)null,
            link_preview_options = new { is_disabled = true },
        }));

    protected override Delivery Judge(ChannelReply reply)
    {
        if (ChannelJson.Object(reply.Body) is not { } json || !json.TryGetProperty("ok", out var ok))
            return reply.IsSuccess ? new Delivery.TryLater($"not an answer of the Bot API: {reply.Words}") : ChannelVerdict.Of(reply);
        if (ok.ValueKind == JsonValueKind.True)
            return new Delivery.Sent("ok");
        var status = json.TryGetProperty("error_code", out var code) && code.TryGetInt32(out var number) ? number : reply.Status;
        var said = new ChannelReply(status, json.Text("description") ?? "", Wait(json) ?? reply.RetryAfter);
        return status == 400 && Array.Exists(OfTheChat, word => said.Body.Contains(word, StringComparison.Ordinal))
            ? ChannelVerdict.SetUpWrongly(said)
            : ChannelVerdict.Of(said);
    }

    private static TimeSpan? Wait(JsonElement json) =>
        json.TryGetProperty("parameters", out var more) && more.ValueKind == JsonValueKind.Object ? more.Seconds("retry_after") : null;

    /// <summary>Telegram calls whoever stands after an @: a letter that nobody sees keeps it from doing so.</summary>
    private static string Unmentioned(string text) => text.Replace("@", "@\u2060", StringComparison.Ordinal);
}
