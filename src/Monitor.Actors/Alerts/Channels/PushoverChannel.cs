using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Which application notifies whom.</summary>
/// <param name="Emergency">What is critical is repeated until somebody has seen it.</param>
public sealed record PushoverSpec(Uri Api, Secret Token, Secret User, string? Device, string? Sound, bool Emergency, TimeSpan Retry, TimeSpan Expire);

/// <summary>Notifies phones through Pushover.</summary>
public sealed class PushoverChannel(ChannelHttpRunner http) : HttpChannelType<PushoverSpec>("pushover", http)
{
    private const int MaxMessage = 1024;
    private const int MaxTitle = 250;
    private const int MaxLink = 512;

    private static readonly Uri Public = new("https://api.pushover.net");
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestExpire = TimeSpan.FromHours(3);

    /// <summary>What a refusal names when no message would do.</summary>
    private static readonly string[] OfTheAccount = ["token", "user", "device"];

    public override string Example => "{ name: on-call, type: pushover, token: '{PUSHOVER_TOKEN}', user: '{PUSHOVER_USER}', emergency: true }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("token", KeyShape.Secret, "the application's token") { Required = true },
        new("user", KeyShape.Secret, "the key of a user or a group") { Required = true },
        new("device", KeyShape.Text, "one device instead of all"),
        new("sound", KeyShape.Text, "a sound by its name") { Absent = "the user's choice" },
        new("emergency", KeyShape.Flag, "what is critical is repeated until somebody confirms it") { Default = "false" },
        new("retry", KeyShape.Duration(ShortestRetry, LongestExpire), "with `emergency`: from repetition to repetition") { Default = "60s" },
        new("expire", KeyShape.Duration(ShortestRetry, LongestExpire), "with `emergency`: how long it is repeated") { Default = "1h" },
        new("api_url", KeyShape.Url, "another server") { Default = "https://api.pushover.net" },
    ];

    protected override PushoverSpec Read(YamlSection keys) => new(
        keys.UrlOrNull("api_url") ?? Public, keys.Secret("token"), keys.Secret("user"), keys.TextOrNull("device"), keys.TextOrNull("sound"),
        keys.Flag("emergency", otherwise: false),
        keys.Duration("retry", TimeSpan.FromMinutes(1), ShortestRetry, LongestExpire),
        keys.Duration("expire", TimeSpan.FromHours(1), ShortestRetry, LongestExpire));

    protected override ChannelRequest Compose(PushoverSpec spec, Alert alert, AlertWords words)
    {
        var priority = alert.IsOver ? 0 : PriorityOf(spec, alert.Severity);
        (string Name, string? Value)[] fields =
        [
            ("token", spec.Token.Reveal()),
            ("user", spec.User.Reveal()),
            ("device", spec.Device),
            ("sound", spec.Sound),
            ("title", AlertWords.Cut(words.Title, MaxTitle)),
            ("message", AlertWords.Cut((words with { Link = null }).Below, MaxMessage)),
            ("url", words.Link?.AbsoluteUri is { Length: <= MaxLink } link ? link : null),
            ("url_title", words.Link is null ? null : "Open the board"),
            ("timestamp", alert.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("priority", priority.ToString(CultureInfo.InvariantCulture)),
            ("retry", priority == 2 ? Seconds(spec.Retry) : null),
            ("expire", priority == 2 ? Seconds(spec.Expire) : null),
        ];
        return new ChannelRequest(
            new Uri($"{spec.Api.AbsoluteUri.TrimEnd('/')}/1/messages.json"),
            string.Join('&', fields.Where(field => field.Value is not null).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"))) // has one
        {
            ContentType = "application/x-www-form-urlencoded",
        };
    }

    protected override Delivery Judge(ChannelReply reply)
    {
        if (reply.IsSuccess || reply.Status is 429 or >= 500)
            return ChannelVerdict.Of(reply);
        if (ChannelJson.Object(reply.Body) is not { } json || !json.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
            return ChannelVerdict.Of(reply);
        var said = reply with { Body = string.Join("; ", errors.EnumerateArray().Select(error => error.ToString())) };
        return Array.Exists(OfTheAccount, word => json.TryGetProperty(word, out _)) ? ChannelVerdict.SetUpWrongly(said) : ChannelVerdict.Of(said);
    }

    private static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static int PriorityOf(PushoverSpec spec, string severity) => Urgencies.Of(severity) switch
    {
        Urgency.Critical => spec.Emergency ? 2 : 1,
        Urgency.Info => -1,
        _ => 0,
    };
}
