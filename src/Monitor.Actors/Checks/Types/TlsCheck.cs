using System.Collections.Immutable;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Checks.Tls;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Whose certificate a tls check looks at, and how long it must still be valid.</summary>
/// <param name="StartTls">The protocol in which TLS is asked for; null for TLS from the first byte on.</param>
public sealed record TlsSpec(
    string Host, int Port, IpFamily Family, string? StartTls, TlsSettings Settings, TimeSpan WarnBelow, TimeSpan FailBelow, AssertionSet Expect);

/// <summary>Passes when a TLS handshake succeeds and no certificate of the chain expires too soon.</summary>
public sealed class TlsCheck(WireRunner wires, TimeProvider time) : CheckType<TlsSpec>("tls")
{
    private const AssertionKeys Allowed = AssertionKeys.Latency | AssertionKeys.Conditions;
    private const int DefaultPort = 443;
    private const int MaxDays = 3650;
    private const int MaxNameShown = 150;

    public override string Example =>
        "{ name: certificate, type: tls, host: shop.example, port: 443, warn_days: 21, fail_days: 7, min_version: 1.2 }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        HostKeys.HostKey,
        HostKeys.PortKey with { Required = false, Absent = "443; with `starttls`, the protocol's usual port" },
        StartTls.Key,
        HostKeys.FamilyKey,
        .. TlsSettings.Keys.Select(key => key with { See = "[the keys of TLS](#the-keys-of-tls)" }),
        new("warn_days", KeyShape.Whole(0, MaxDays), "WARN when less than so many days are left; `0`: never") { Default = "21" },
        new("fail_days", KeyShape.Whole(0, MaxDays), "FAIL when less than so many days are left; `0`: only when it has expired") { Default = "7" },
        .. AssertionSet.KeysOf(Allowed),
    ];

    public override bool MeasuresLatency => true;

    protected override TlsSpec Read(YamlSection keys)
    {
        var (host, protocol) = (HostKeys.Host(keys), StartTls.Read(keys));
        var port = keys.Number("port", protocol is null ? DefaultPort : StartTls.PortOf(protocol), 1, 65535);
        var (warn, fail) = (keys.Number("warn_days", 21, 0, MaxDays), keys.Number("fail_days", 7, 0, MaxDays));
        if (keys.Has("warn_days") && keys.Has("fail_days") && warn is not 0 && warn < fail)
            keys.Problem("warn_days", $"{warn} is less than fail_days, so nothing would ever warn", "warn earlier, or write 0 for never");
        return new TlsSpec(
            host, port, HostKeys.Family(keys), protocol, TlsSettings.Read(keys), TimeSpan.FromDays(warn), TimeSpan.FromDays(fail),
            AssertionSet.Read(keys, Allowed, FactKeys.Ip | FactKeys.CertificateExpiration));
    }

    protected override string Target(TlsSpec spec) => HostKeys.Shown(spec.Host, spec.Port);

    protected override string Host(TlsSpec spec) => HostKeys.Shown(spec.Host, spec.Port);

    protected override ImmutableArray<string> Badges(TlsSpec spec) => spec.Settings.Badges;

    protected override Task<Observation> ProbeAsync(TlsSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        return wires.TalkAsync(new DialTarget(spec.Host, spec.Port, context.Level, spec.Family), async wire =>
        {
            if (spec.StartTls is { } protocol)
                await wire.AskForTlsAsync(protocol, cancel);
            var inspector = wires.Inspector(spec.Settings, spec.Host);
            await wire.StartTlsAsync(inspector, cancel);
            var facts = new ProbeFacts
            {
                Connected = true,
                Ip = wire.Ip,
                ResponseTime = time.GetElapsedTime(start),
                Certificate = inspector.Certificate,
            };
            return Judge(spec, inspector.Seen!, wire, facts, context.Closely); // a handshake has shown one
        }, cancel);
    }

    private Observation Judge(TlsSpec spec, CertificateReport seen, Wire wire, ProbeFacts facts, bool closely)
    {
        var expect = spec.Expect.Judge(facts, closely);
        if (expect.Kind is not (ObservationKind.Passed or ObservationKind.Warned))
            return expect;
        var (kind, reason) = ExpiryRule.Judge(seen, time.GetUtcNow(), spec.WarnBelow, spec.FailBelow);
        if (kind == ObservationKind.Passed && expect.Kind == ObservationKind.Warned)
            return expect;
        return ErrorDetails.Make(kind, reason, null, [.. reason is null ? [] : new (string, object?)[] { ("error", reason) }, .. Shown(seen, wire)]) with
        {
            Closely = expect.Closely,
            CertificateUntil = seen.First.NotAfter,
        };
    }

    private static IEnumerable<(string Key, object? Value)> Shown(CertificateReport seen, Wire wire) =>
    [
        ("subject", Cut(seen.Chain[0].Subject)),
        ("issuer", Cut(seen.Chain[0].Issuer)),
        ("not_after", CertificateFacts.Day(seen.First.NotAfter)),
        ("protocol", wire.Protocol),
    ];

    private static string Cut(string name) => ErrorDetails.Short(name.Length <= MaxNameShown ? name : $"{name[..(MaxNameShown - 1)]}…");
}
