using System.Net;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Tests.Support;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What the grpc check says of a real gRPC server, and of others.</summary>
public sealed class GrpcCheckTests : IDisposable
{
    private readonly ProbeBench _bench = new();
    private readonly GrpcCheck _type;

    public GrpcCheckTests() => _type = new GrpcCheck(_bench.Wires, TimeProvider.System);

    public void Dispose() => _bench.Dispose();

    private async Task<Observation> Probe(KestrelTarget target, string keys = "service: ''")
    {
        await using (target)
            return await _bench.Probe(_type, $"host: 127.0.0.1, port: {target.Port}, {keys}");
    }

    private static Task<KestrelTarget> Server(
        ServingStatus? all = ServingStatus.Serving, ServingStatus? orders = null, Gate? gate = null, TestAuthority? authority = null)
    {
        var health = new HealthServiceImpl();
        if (all is { } whole)
            health.SetStatus("", whole);
        if (orders is { } one)
            health.SetStatus("shop.Orders", one);
        return KestrelTarget.StartAsync(
            authority?.Issue(), app => app.MapGrpcService<HealthServiceImpl>(),
            services =>
            {
                services.AddSingleton(health).AddGrpc(grpc => grpc.Interceptors.Add<Gate>());
                services.AddSingleton(gate ?? new Gate(_ => null));
            },
            HttpProtocols.Http2);
    }

    /// <summary>Refuses calls, or lets them pass.</summary>
    private sealed class Gate(Func<Metadata, Status?> refusal) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            refusal(context.RequestHeaders) is { } status ? throw new RpcException(status) : await continuation(request, context);
    }

    [Fact]
    public async Task A_dns_server_of_choice_is_asked_for_addresses_of_the_family()
    {
        await using var target = await Server();
        await using var dns = new DnsResponder((name, six) => name == "shop.test" && !six ? (0, [IPAddress.Loopback]) : (0, []));
        var keys = $"host: shop.test, port: {target.Port}, resolver: '{dns.At}', ip_family: v4";
        ProbeBench.Is(ObservationKind.Passed, null, await _bench.Probe(_type, keys));
        Assert.Equal(1, dns.Questions);
        ProbeBench.Is(ObservationKind.Error, "host not found", await _bench.Probe(_type, keys.Replace("v4", "v6", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_serving_server_passes() => ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Server()));

    [Fact]
    public async Task A_serving_service_passes() =>
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Server(orders: ServingStatus.Serving), "service: shop.Orders"));

    [Theory]
    [InlineData(ServingStatus.NotServing, "service shop.Orders is NOT_SERVING, expected SERVING")]
    [InlineData(ServingStatus.Unknown, "service shop.Orders is UNKNOWN, expected SERVING")]
    [InlineData(ServingStatus.ServiceUnknown, "service shop.Orders is SERVICE_UNKNOWN, expected SERVING")]
    public async Task A_service_that_does_not_serve_fails(ServingStatus status, string reason) =>
        ProbeBench.Is(ObservationKind.Failed, reason, await Probe(await Server(orders: status), "service: shop.Orders"));

    [Fact]
    public async Task A_server_that_does_not_serve_fails() =>
        ProbeBench.Is(ObservationKind.Failed, "the server is NOT_SERVING, expected SERVING", await Probe(await Server(ServingStatus.NotServing)));

    [Fact]
    public async Task A_service_that_nobody_knows_fails() =>
        ProbeBench.Is(ObservationKind.Failed, "service shop.Nobody is unknown to the server", await Probe(await Server(), "service: shop.Nobody"));

    [Fact]
    public async Task A_server_without_a_health_service_fails()
    {
        var server = await KestrelTarget.StartAsync(null, app => app.MapGrpcService<Greeter>(), services => services.AddGrpc(), HttpProtocols.Http2);
        ProbeBench.Is(ObservationKind.Failed, "the server has no health service (grpc.health.v1.Health)", await Probe(server));
    }

    private sealed class Greeter : Grpc.Health.V1.Health.HealthBase;

    [Fact]
    public async Task Metadata_is_sent()
    {
        var gate = new Gate(sent => sent.GetValue("x-tenant") == "a" ? null : new Status(StatusCode.PermissionDenied, "who are you?"));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Server(gate: gate), "metadata: { x-tenant: a }"));
        ProbeBench.Is(
            ObservationKind.Failed, "gRPC status PERMISSION_DENIED: who are you?, expected OK", await Probe(await Server(gate: gate), "metadata: { x-tenant: b }"));
    }

    [Fact]
    public async Task Tls_is_spoken_and_the_certificate_looked_at()
    {
        using var folder = new TempFolder();
        var authority = new TestAuthority();
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Server(authority: authority), $"tls: {{ ca_file: '{folder.Write("ca.pem", authority.Pem)}' }}"));
        ProbeBench.Is(ObservationKind.Passed, null, await Probe(await Server(authority: authority), "tls: { verify: false }"));
        ProbeBench.Is(ObservationKind.Error, "TLS: certificate is issued by an unknown authority, Test Issuer", await Probe(await Server(authority: authority), "tls: true"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_refuses()
    {
        var server = await Server();
        await server.DisposeAsync();
        ProbeBench.Is(ObservationKind.Error, "connection refused", await _bench.Probe(_type, $"host: 127.0.0.1, port: {server.Port}"));
    }

    [Fact]
    public async Task A_web_server_is_no_grpc_server()
    {
        var server = await KestrelTarget.StartAsync(null, app => app.Run(context => context.Response.WriteAsync("hello")), protocols: HttpProtocols.Http2);
        var seen = await Probe(server);
        Assert.Equal(ObservationKind.Failed, seen.Kind);
        Assert.StartsWith("not a gRPC answer: Response did not have a content", seen.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_an_older_http_is_told_so()
    {
        ProbeBench.Is(ObservationKind.Error, "the target does not speak HTTP/2", await Probe(await KestrelTarget.StartAsync()));
        ProbeBench.Is(ObservationKind.Error, "the target does not speak HTTP/2", await Probe(await KestrelTarget.StartAsync(TestAuthority.SelfSigned()), "tls: { verify: false }"));
    }

    /// <remarks>Which of two errors .NET makes of it depends on who is faster; many rounds see both.</remarks>
    [Fact]
    public async Task A_server_of_another_protocol_is_no_usable_answer()
    {
        await using var target = new TalkingTarget(async talk =>
        {
            await talk.Say("220 mail.example ESMTP\r\n");
            await talk.Silence();
        });
        for (var round = 0; round < 50; round++)
            ProbeBench.Is(ObservationKind.Error, "the target does not speak HTTP/2", await _bench.Probe(_type, $"host: 127.0.0.1, port: {target.Port}"));
    }

    [Theory]
    [InlineData("tls: false", "timeout after 5.0 s (no gRPC answer)")]
    [InlineData("tls: true", "timeout after 5.0 s in TLS handshake")]
    public async Task Silence_is_a_time_out(string keys, string reason)
    {
        await using var target = TalkingTarget.Silent();
        ProbeBench.Is(ObservationKind.Error, reason, await _bench.Probe(_type, $"host: 127.0.0.1, port: {target.Port}, {keys}", target.Heard));
    }

    [Fact]
    public async Task The_network_policy_is_asked()
    {
        using var bench = new ProbeBench(NetworkRules.Default with { Board = BoardReach.PublicOnly });
        await using var server = await Server();
        var seen = await bench.Probe(new GrpcCheck(bench.Wires, TimeProvider.System), $"host: 127.0.0.1, port: {server.Port}", level: NetworkLevel.Board);
        ProbeBench.Is(ObservationKind.NotObserved, "blocked by network policy: 127.0.0.1 is loopback", seen);
    }

    [Theory]
    [InlineData("metadata: { X-Tenant: a }", "metadata.X-Tenant: is not the name of gRPC metadata")]
    [InlineData("metadata: { grpc-timeout: a }", "metadata.grpc-timeout: is not the name of gRPC metadata")]
    [InlineData("metadata: { x-token: a }", "metadata.x-token: a secret written here would be shown on the board")]
    public void Mistakes_are_told(string keys, string fault) =>
        Assert.Equal([fault], ProbeBench.Faults(_type, $"host: a, port: 1, {keys}"));
}
