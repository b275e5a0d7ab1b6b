using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Alerts.Channels;

/// <summary>Which topic of which server.</summary>
/// <param name="Authorization">The value of the header; null for topics that are open.</param>
public sealed record NtfySpec(Uri Api, string Topic, Secret? Authorization);

/// <summary>Publishes to a topic of ntfy.</summary>
public sealed class NtfyChannel(ChannelHttpRunner http) : HttpChannelType<NtfySpec>("ntfy", http)
{
    /// <summary>In bytes; what is longer would become a file.</summary>
    private const int MaxMessage = 4096;

    private static readonly Uri Public = new("https://ntfy.sh");

    public override string Example => "{ name: ops-ntfy, type: ntfy, topic: '{NTFY_TOPIC}', token: '{NTFY_TOKEN}', api_url: 'https://ntfy.example' }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("topic", KeyShape.Text, "the topic; on a public server whoever knows it can read it, so put it into a placeholder there") { Required = true },
        new("token", KeyShape.Secret, "an access token"),
        new("username", KeyShape.Text, "the name to log in with, instead of a token"),
        new("password", KeyShape.Secret, "its password"),
        new("api_url", KeyShape.Url, "a server of one's own") { Default = "https://ntfy.sh" },
    ];

    protected override NtfySpec Read(YamlSection keys)
    {
        var (token, name, password) = (keys.SecretOrNull("token"), keys.TextOrNull("username"), keys.SecretOrNull("password"));
        if (token is not null && name is not null)
            keys.Problem("username", "token is there too", "keep one of the two");
        if (name is null != password is null)
            keys.Problem(name is null ? "password" : "username", "username and password go together", "write both, or none");
        Secret? login = token is { } bearer ? new Secret($"Bearer {bearer.Reveal()}")
            : name is not null && password is { } secret ? new Secret($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret.Reveal()}"))}")
            : null;
        return new NtfySpec(keys.UrlOrNull("api_url") ?? Public, keys.Text("topic"), login);
    }

    protected override ChannelRequest Compose(NtfySpec spec, Alert alert, AlertWords words) => new(spec.Api, ChannelJson.Of(new
    {
        topic = spec.Topic,
        title = words.Title,
        message = AlertWords.CutBytes((words with { Link = null }).Below, MaxMessage),
        priority = alert.IsOver ? 3 : PriorityOf(alert.Severity),
        tags = new[] { alert.IsOver ? "white_check_mark" : "rotating_light" },
        click = words.Link?.AbsoluteUri,
    }))
    {
        Headers = spec.Authorization is { } login ? [("Authorization", login)] : [],
    };

    /// <summary>What ntfy says beside the code, without its link to the documentation.</summary>
    protected override Delivery Judge(ChannelReply reply) =>
        ChannelJson.Object(reply.Body) is { } json && json.Text("error") is { } error ? OfError(reply with { Body = error })
        : reply.IsSuccess ? new Delivery.Sent($"HTTP {reply.Status}")
        : ChannelVerdict.Of(reply);

    private static Delivery OfError(ChannelReply reply) =>
        reply.Status == 400 && reply.Body.Contains("topic", StringComparison.Ordinal) ? ChannelVerdict.SetUpWrongly(reply) : ChannelVerdict.Of(reply);

    private static int PriorityOf(string severity) => Urgencies.Of(severity) switch
    {
        Urgency.Critical => 5,
        Urgency.Error => 4,
        Urgency.Warning => 3,
        _ => 2,
    };
}
