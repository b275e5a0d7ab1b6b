using System.Collections.Immutable;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Redis;
using Monitor.Actors.Checks.Systems;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Which Redis server is asked what.</summary>
/// <param name="Command">Empty: a PING is enough.</param>
public sealed record RedisSpec(Server Server, int Database, ImmutableArray<string> Command, ValueRules Expected);

/// <summary>Passes when a Redis server lets the user in and answers, and its answer to the command is as expected.</summary>
public sealed class RedisCheck(Dialer dialer, TimeProvider time) : CheckType<RedisSpec>("redis")
{
    private const int UsualPort = 6379;
    private const int MostDatabases = 65_535;
    private const string Asking = "waiting for the answer";

    public override string Example =>
        "{ name: jobs, type: redis, host: cache.example, port: 6379, tls: true, database: 0, command: [LLEN, jobs], expect: { lt: 1000 } }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. Server.Keys($"{UsualPort}", mustLogIn: false),
        TlsSettings.Key,
        new("database", KeyShape.Whole(0, MostDatabases), "its number") { Default = "0" },
        new("command", KeyShape.Texts, "a list of words; only commands that read one value: GET, LLEN, SCARD, ZCARD, HGET, XLEN, TTL, DBSIZE, INFO and their like") { Default = "[PING]" },
        ValueRules.Key("expect", "what the answer must be; with `command`", ofText: true),
    ];

    public override bool MeasuresLatency => true;

    protected override RedisSpec Read(YamlSection keys)
    {
        var spec = new RedisSpec(
            Server.Read(keys, ServerTls.Read(keys), _ => UsualPort, mustLogIn: false),
            keys.Number("database", 0, 0, MostDatabases),
            RedisReads.Read(keys),
            ValueRules.Read(keys, "expect", "value", ofText: true));
        if (spec.Command.IsEmpty && keys.Has("expect"))
            keys.Problem("expect", "is set without a command", "write command: [GET, name of a key]");
        if (spec.Server.Username is not null && !keys.Has("password"))
            keys.Problem("username", "is set without a password", "write password: \"{ITS_NAME}\"");
        return spec;
    }

    protected override string Target(RedisSpec spec) => spec.Server.Address;

    protected override string Host(RedisSpec spec) => spec.Server.Address;

    protected override ImmutableArray<string> Badges(RedisSpec spec) => spec.Server.Tls.Badges;

    protected override Task<Observation> ProbeAsync(RedisSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var phase = new Phase("connecting");
        return ServerRunner.RunAsync(phase, spec.Server.Password, e => Explain(e, phase), () => TalkAsync(spec, context, phase, cancel), cancel);
    }

    private async Task<Observation> TalkAsync(RedisSpec spec, ProbeContext context, Phase phase, CancellationToken cancel)
    {
        var socket = await dialer.ConnectAsync(new DialTarget(spec.Server.Host, spec.Server.Port, context.Level), cancel);
        await using var connection = await SecuredAsync(new NetworkStream(socket, ownsSocket: true), spec.Server, phase, cancel);
        var talk = new RespTalk(connection);
        phase.Text = "logging in";
        if (!spec.Server.Password.IsEmpty)
            await SayAsync(talk, "login failed", [.. Login(spec.Server)], cancel);
        if (spec.Database > 0)
            await SayAsync(talk, $"database {spec.Database}", ["SELECT", $"{spec.Database}"], cancel);
        phase.Text = Asking;
        if (spec.Command.IsEmpty)
            await SayAsync(talk, "PING", ["PING"], cancel);
        return spec.Command.IsEmpty ? new Observation(ObservationKind.Passed) : await AskAsync(talk, spec, cancel);
    }

    private async Task<Stream> SecuredAsync(NetworkStream connection, Server server, Phase phase, CancellationToken cancel)
    {
        if (!server.Tls.IsSpoken)
            return connection;
        phase.Text = "in TLS handshake";
        var tls = new SslStream(connection, leaveInnerStreamOpen: false);
        try
        {
            var inspector = server.Tls.Inspector(server.Host, time.GetUtcNow());
            try
            {
                await tls.AuthenticateAsClientAsync(inspector.Options(), cancel);
                return tls;
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                throw new ProbeEndedException(ObservationKind.Error, inspector.Explain(e), e);
            }
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static async Task<Observation> AskAsync(RespTalk talk, RedisSpec spec, CancellationToken cancel)
    {
        var reply = await SayAsync(talk, "command failed", spec.Command, cancel);
        return ServerAnswer.Judge(spec.Expected.Problems(reply.Json), ("value", reply.Json));
    }

    private static async Task<RespReply> SayAsync(RespTalk talk, string what, IReadOnlyList<string> words, CancellationToken cancel)
    {
        var reply = await talk.AskAsync(words, cancel);
        return reply.IsError ? throw new ProbeEndedException(ObservationKind.Failed, $"{what}: {reply.Text}") : reply;
    }

    private static IEnumerable<string> Login(Server server) =>
        server.Username is { } username ? ["AUTH", username, server.Password.Reveal()] : ["AUTH", server.Password.Reveal()];

    private static ProbeEndedException? Explain(Exception problem, Phase phase) => problem switch
    {
        EndOfStreamException => new(ObservationKind.Error, $"the server closed the connection ({phase.Text})", problem),
        InvalidDataException or IOException => new(ObservationKind.Error, problem.Message, problem),
        _ => null,
    };
}
