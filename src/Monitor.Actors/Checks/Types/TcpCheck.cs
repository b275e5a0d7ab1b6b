using System.Collections.Immutable;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Where a tcp check connects, and what it talks about there.</summary>
/// <param name="Tls">Null when no TLS is spoken at any time.</param>
/// <param name="TlsAtOnce">TLS before the dialogue; otherwise a step of the dialogue goes over to it.</param>
/// <param name="StartTls">The protocol in which TLS is asked for before the dialogue.</param>
public sealed record TcpSpec(
    string Host, int Port, IpFamily Family, TlsSettings? Tls, bool TlsAtOnce, string? StartTls, ImmutableArray<DialogueStep> Dialogue, AssertionSet Expect);

/// <summary>Passes when something accepts a connection, and says there what is expected.</summary>
public sealed class TcpCheck(WireRunner wires, TimeProvider time) : CheckType<TcpSpec>("tcp")
{
    private const AssertionKeys Allowed = AssertionKeys.Latency | AssertionKeys.Conditions;
    private const int MaxSteps = 50;

    public override string Example => """
        { name: mail, type: tcp, host: mail.example, port: 25,
          send_expect: [{ expect: "^220 ", send: "EHLO monitor" }, { expect: "^250 ", send: "QUIT" }, { expect: "^221 " }] }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        HostKeys.HostKey,
        HostKeys.PortKey,
        HostKeys.FamilyKey,
        TlsSettings.Key,
        StartTls.Key,
        new("send_expect", KeyShape.List(KeyShape.Section(DialogueStep.Keys)), "the dialogue; each step has at least one of the next three") { Absent = "nothing", Range = $"up to {MaxSteps} steps" },
        .. AssertionSet.KeysOf(Allowed),
    ];

    public override bool MeasuresLatency => true;

    protected override TcpSpec Read(YamlSection keys)
    {
        var (host, port) = (HostKeys.Host(keys), HostKeys.Port(keys));
        ImmutableArray<DialogueStep> steps = [.. keys.Sections("send_expect").Select(DialogueStep.Read)];
        if (steps.Length > MaxSteps)
            keys.Problem("send_expect", $"has {steps.Length} steps", $"use at most {MaxSteps}");
        var (protocol, later) = (StartTls.Read(keys), steps.Count(step => step.StartTls));
        if (later > (protocol is null ? 1 : 0))
            keys.Problem("send_expect", "TLS is started twice", "keep one of starttls and a single step with starttls: true");
        var tls = TlsSettings.ReadFrom(keys, protocol is not null || later > 0);
        if (tls is null && (later > 0 || protocol is not null))
            keys.Problem("tls", "is false, but starttls is there", "remove one of the two");
        return new TcpSpec(host, port, HostKeys.Family(keys), tls, later == 0, protocol, steps, AssertionSet.Read(keys, Allowed, FactKeys.Ip | FactKeys.CertificateExpiration));
    }

    protected override string Target(TcpSpec spec) => HostKeys.Shown(spec.Host, spec.Port);

    protected override string Host(TcpSpec spec) => HostKeys.Shown(spec.Host, spec.Port);

    protected override ImmutableArray<string> Badges(TcpSpec spec) => spec.Tls?.Badges ?? [];

    protected override Task<Observation> ProbeAsync(TcpSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        return wires.TalkAsync(new DialTarget(spec.Host, spec.Port, context.Level, spec.Family), async wire =>
        {
            var inspector = spec.Tls is { } tls ? wires.Inspector(tls, spec.Host) : null;
            if (spec.StartTls is { } protocol)
                await wire.AskForTlsAsync(protocol, cancel);
            if (spec.TlsAtOnce && inspector is not null)
                await wire.StartTlsAsync(inspector, cancel);
            await wire.RunAsync(spec.Dialogue, inspector, cancel);
            return spec.Expect.Judge(new ProbeFacts
            {
                Connected = true,
                Ip = wire.Ip,
                ResponseTime = time.GetElapsedTime(start),
                Certificate = inspector?.Certificate,
            }, context.Closely);
        }, cancel);
    }
}
