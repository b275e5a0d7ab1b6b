using System.Collections.Immutable;
using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace Monitor.Actors.Checks.Types;

/// <summary>Whose health a grpc check asks for.</summary>
/// <param name="Service">Empty for the server as a whole.</param>
/// <param name="Tls">Null for a connection that is not encrypted.</param>
public sealed record GrpcSpec(
    string Host, int Port, TlsSettings? Tls, string Service, ImmutableArray<(string Name, Secret Value)> Metadata, AssertionSet Expected)
{
    public IpFamily Family { get; init; }

    public IPEndPoint? Resolver { get; init; }
}

/// <summary>Passes when a server's <c>grpc.health.v1.Health</c> says SERVING.</summary>
public sealed class GrpcCheck(WireRunner wires, TimeProvider time) : CheckType<GrpcSpec>("grpc")
{
    private const AssertionKeys Allowed = AssertionKeys.Latency | AssertionKeys.Conditions;
    private const int MaxAnswer = 64 * 1024;
    private const int MaxService = 200;

    public override string Example => "{ name: orders, type: grpc, host: orders.example, port: 50051, tls: true, service: shop.Orders, metadata: { x-tenant: a } }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        HostKeys.HostKey,
        HostKeys.PortKey,
        HostKeys.ResolverKey,
        HostKeys.FamilyKey,
        TlsSettings.Key,
        new("service", KeyShape.Text, "the service to ask about") { Absent = "the server as a whole", Range = $"up to {MaxService} characters" },
        new("metadata", KeyShape.Names(KeyShape.Text), "names and values that are sent along; secrets as `\"{NAME}\"`") { Absent = "nothing", Range = "a mapping" },
        .. AssertionSet.KeysOf(Allowed),
    ];

    public override bool MeasuresLatency => true;

    protected override GrpcSpec Read(YamlSection keys)
    {
        var service = keys.TextOrNull("service") ?? "";
        if (service.Length > MaxService)
            keys.Problem("service", "is too long", $"use at most {MaxService} characters");
        return new GrpcSpec(
            HostKeys.Host(keys), HostKeys.Port(keys), TlsSettings.ReadFrom(keys, spoken: false), service, MetadataOf(keys.Section("metadata")),
            AssertionSet.Read(keys, Allowed, FactKeys.Ip | FactKeys.CertificateExpiration))
        {
            Family = HostKeys.Family(keys),
            Resolver = HostKeys.Resolver(keys),
        };
    }

    protected override string Target(GrpcSpec spec) => HostKeys.Shown(spec.Host, spec.Port) + (spec.Service.Length > 0 ? $" {spec.Service}" : "");

    protected override string Host(GrpcSpec spec) => HostKeys.Shown(spec.Host, spec.Port);

    protected override ImmutableArray<string> Badges(GrpcSpec spec) => spec.Tls?.Badges ?? [];

    protected override Task<Observation> ProbeAsync(GrpcSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var peer = new HttpPeer("(no gRPC answer)");
        return WireRunner.ObserveAsync(peer.Phase, async () =>
        {
            var inspector = spec.Tls is { } tls ? wires.Inspector(tls, spec.Host) : null;
            using var channel = GrpcChannel.ForAddress(
                $"{(spec.Tls is null ? "http" : "https")}://{HostKeys.Shown(spec.Host, spec.Port)}",
                new GrpcChannelOptions
                {
                    HttpHandler = wires.Handler(new DialTarget(spec.Host, spec.Port, context.Level, spec.Family, spec.Resolver), inspector, peer, cancel),
                    DisposeHttpClient = true,
                    MaxReceiveMessageSize = MaxAnswer,
                    ThrowOperationCanceledOnCancellation = true,
                });
            return await AskAsync(spec, new HealthClient(channel), peer, inspector, context.Closely, cancel);
        });
    }

    private async Task<Observation> AskAsync(
        GrpcSpec spec, HealthClient health, HttpPeer peer, CertificateInspector? inspector, bool closely, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        try
        {
            var answer = await health.CheckAsync(new HealthCheckRequest { Service = spec.Service }, Sent(spec.Metadata), cancellationToken: cancel);
            return GrpcText.Problem(answer.Status, spec.Service) is { } problem
                ? ErrorDetails.Make(ObservationKind.Failed, problem, null, ("error", ErrorDetails.Short(problem)), ("status", GrpcText.Word(answer.Status)))
                : spec.Expected.Judge(new ProbeFacts
                {
                    Connected = true,
                    Ip = peer.Ip,
                    ResponseTime = time.GetElapsedTime(start),
                    Certificate = inspector?.Certificate,
                }, closely);
        }
        catch (RpcException e)
        {
            cancel.ThrowIfCancellationRequested();
            return e.Status.DebugException is HttpRequestException or IOException
                ? HttpPeer.Explain(e.Status.DebugException, inspector)
                : ErrorDetails.Failed(GrpcText.Refusal(e.Status, spec.Service));
        }
    }

    private static Metadata Sent(ImmutableArray<(string Name, Secret Value)> metadata)
    {
        var sent = new Metadata();
        foreach (var (name, value) in metadata)
            sent.Add(name, value.Reveal());
        return sent;
    }

    private static ImmutableArray<(string Name, Secret Value)> MetadataOf(YamlSection? keys)
    {
        var read = HttpHeaderReader.Read(keys);
        foreach (var (name, _) in read.Where(one => !GrpcText.IsMetadata(one.Name)))
            keys!.Problem(name, "is not the name of gRPC metadata", "use lower-case letters, digits, dots and dashes, and no grpc- or -bin"); // there are keys, so there is a section
        return [.. read.Where(one => GrpcText.IsMetadata(one.Name))];
    }
}
