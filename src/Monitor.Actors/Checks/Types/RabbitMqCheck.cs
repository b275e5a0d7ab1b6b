using System.Collections.Immutable;
using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Systems;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Monitor.Actors.Checks.Types;

/// <summary>Which broker is logged in to, and which of its queues is looked at.</summary>
/// <param name="Queue">Null: logging in is enough.</param>
public sealed record RabbitMqSpec(Server Server, string VirtualHost, string? Queue, ValueRules Messages, ValueRules Consumers);

/// <summary>Passes when a RabbitMQ broker lets the user in, and the queue is there and as expected.</summary>
public sealed class RabbitMqCheck(Dialer dialer, TimeProvider time) : CheckType<RabbitMqSpec>("rabbitmq")
{
    private const int LongestName = 255;
    private const string LookingAtQueue = "looking at the queue";

    public override string Example => """
        { name: orders-queue, type: rabbitmq, host: mq.example, port: 5672, virtual_host: shop, username: monitor, tls: false,
          queue: orders, expect_messages: { lt: 1000 }, expect_consumers: { gte: 1 } }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. Server.Keys("5672, with TLS 5671", mustLogIn: true),
        new("virtual_host", KeyShape.Text, "where the queue is") { Default = "/", Range = $"1 to {LongestName} characters" },
        TlsSettings.Key,
        new("queue", KeyShape.Text, "its name; it must be there") { Range = $"1 to {LongestName} characters" },
        ValueRules.Key("expect_messages", "the number of messages that wait; with `queue`"),
        ValueRules.Key("expect_consumers", "the number of consumers; with `queue`"),
    ];

    public override bool MeasuresLatency => true;

    protected override RabbitMqSpec Read(YamlSection keys)
    {
        var spec = new RabbitMqSpec(
            Server.Read(keys, ServerTls.Read(keys), tls => tls.IsSpoken ? 5671 : 5672, mustLogIn: true),
            keys.TextOrNull("virtual_host") ?? "/",
            keys.TextOrNull("queue"),
            ValueRules.Read(keys, "expect_messages", "messages"),
            ValueRules.Read(keys, "expect_consumers", "consumers"));
        foreach (var (key, text) in new[] { ("virtual_host", spec.VirtualHost), ("queue", spec.Queue) })
            if (text is { Length: 0 or > LongestName })
                keys.Problem(key, $"must have 1 to {LongestName} characters", "write its name, or remove the key");
        foreach (var key in new[] { "expect_messages", "expect_consumers" })
            if (spec.Queue is null && keys.Has(key))
                keys.Problem(key, "is set without a queue", "write queue: and the name of a queue");
        return spec;
    }

    protected override string Target(RabbitMqSpec spec) => spec.Server.Address;

    protected override string Host(RabbitMqSpec spec) => spec.Server.Address;

    protected override ImmutableArray<string> Badges(RabbitMqSpec spec) => spec.Server.Tls.Badges;

    protected override Task<Observation> ProbeAsync(RabbitMqSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var phase = new Phase("connecting");
        CertificateInspector? inspector = null;
        return ServerRunner.RunAsync(phase, spec.Server.Password, e => Explain(e, spec, phase, inspector), async () =>
        {
            inspector = spec.Server.Tls.Inspector(spec.Server.Host, time.GetUtcNow());
            var addresses = await dialer.ResolveAsync(new DialTarget(spec.Server.Host, spec.Server.Port, context.Level), cancel);
            await using var connection = await ServerRunner.FirstAsync(
                addresses, address => Factory(spec, address, inspector, ServerRunner.Patience(context)).CreateConnectionAsync(cancel));
            phase.Text = "opening a channel";
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel); // a virtual host that is not there shows only now
            phase.Text = LookingAtQueue;
            return spec.Queue is { } queue ? await LookAsync(channel, spec, queue, cancel) : new Observation(ObservationKind.Passed);
        }, cancel);
    }

    /// <summary>Declared passively: the broker says how the queue is, and makes none.</summary>
    private static async Task<Observation> LookAsync(IChannel channel, RabbitMqSpec spec, string queue, CancellationToken cancel)
    {
        var found = await channel.QueueDeclarePassiveAsync(queue, cancel);
        var messages = JsonSerializer.SerializeToElement(found.MessageCount);
        var consumers = JsonSerializer.SerializeToElement(found.ConsumerCount);
        return ServerAnswer.Judge(
            spec.Messages.Problems(messages).Concat(spec.Consumers.Problems(consumers)), ("messages", messages), ("consumers", consumers));
    }

    private static ConnectionFactory Factory(RabbitMqSpec spec, IPAddress address, CertificateInspector inspector, TimeSpan patience) => new()
    {
        HostName = address.ToString(),
        Port = spec.Server.Port,
        UserName = spec.Server.Username!, // has to log in
        Password = spec.Server.Password.Reveal(),
        VirtualHost = spec.VirtualHost,
        ClientProvidedName = "monitor",
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedHeartbeat = TimeSpan.Zero,
        RequestedConnectionTimeout = patience,
        SocketReadTimeout = patience,
        SocketWriteTimeout = patience,
        HandshakeContinuationTimeout = patience,
        ContinuationTimeout = patience,
        Ssl = new SslOption
        {
            Enabled = spec.Server.Tls.IsSpoken,
            ServerName = spec.Server.Tls.Settings?.ServerName ?? spec.Server.Host,
            Version = spec.Server.Tls.Settings?.Options.Versions ?? SslProtocols.None,
            CertificateValidationCallback = (_, shown, chain, _) => ServerCertificate.IsAccepted(inspector, shown, chain),
        },
    };

    private static ProbeEndedException? Explain(Exception problem, RabbitMqSpec spec, Phase phase, CertificateInspector? inspector) => problem switch
    {
        BrokerUnreachableException { InnerException: { } inner } => Explain(inner, spec, phase, inspector) ?? Broken(inner, phase),
        AggregateException { InnerExceptions: [var inner, ..] } => Explain(inner, spec, phase, inspector),
        AuthenticationFailureException or PossibleAuthenticationFailureException => new(ObservationKind.Failed, "login failed: the broker refused user and password", problem),
        OperationInterruptedException { ShutdownReason: { ReplyCode: Constants.NotFound } } when phase.Text == LookingAtQueue =>
            new(ObservationKind.Failed, $"queue \"{spec.Queue}\" does not exist", problem),
        OperationInterruptedException { ShutdownReason: { } why } => new(ObservationKind.Failed, $"the broker refused: {why.ReplyCode} {why.ReplyText}", problem),
        AuthenticationException e => new(ObservationKind.Error, inspector!.Explain(e), e), // there is one before there is a handshake
        RabbitMQClientException or IOException or TimeoutException => Broken(problem, phase),
        _ => null,
    };

    private static ProbeEndedException Broken(Exception problem, Phase phase) =>
        new(ObservationKind.Error, $"no answer of a RabbitMQ broker ({phase.Text}): {problem.Message}", problem);
}
