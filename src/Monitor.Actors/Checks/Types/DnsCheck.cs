using System.Collections.Immutable;
using System.Net;
using System.Text;
using DnsClient;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Naming;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>What a dns check asks, whom, and which answer it expects.</summary>
/// <param name="Resolver">Null for the system's.</param>
/// <param name="Rcode">Null when conditions decide about it.</param>
/// <param name="Records">Null when any records will do, but for none.</param>
public sealed record DnsSpec(
    string Name, QueryType Type, IPEndPoint? Resolver, bool Tcp, string? Rcode, RecordRule? Records, AssertionSet Expected);

/// <summary>Passes when a DNS server gives the expected records.</summary>
public sealed class DnsCheck(DnsRunner dns, TimeProvider time) : CheckType<DnsSpec>("dns")
{
    private const AssertionKeys Allowed = AssertionKeys.Body | AssertionKeys.Latency | AssertionKeys.Conditions;
    private const int DetailRecords = 10;
    private const int MaxRecordShown = 70;

    public override string Example => """
        { name: mx, type: dns, query_name: shop.example, query_type: MX, resolver: "192.0.2.53:53", transport: udp,
          rcode: NOERROR, expect_records: [10 mail.shop.example], match: all }
        """;

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        .. DnsKeys.Keys,
        .. AssertionSet.KeysOf(Allowed),
    ];

    public override bool MeasuresLatency => true;

    protected override DnsSpec Read(YamlSection keys)
    {
        var type = Enum.Parse<QueryType>(keys.Choice("query_type", "A", [.. DnsRecords.Types.Select(one => one.ToString())]));
        return new DnsSpec(
            DnsKeys.Name(keys, type),
            type,
            DnsKeys.Resolver(keys),
            keys.Choice("transport", "udp", "udp", "tcp") == "tcp",
            DnsKeys.Rcode(keys),
            DnsKeys.Records(keys),
            AssertionSet.Read(keys, Allowed, FactKeys.Ip | FactKeys.DnsRcode));
    }

    protected override string Target(DnsSpec spec) =>
        $"{spec.Name} {spec.Type}{(spec.Resolver is { } server ? $" @{server}" : "")}";

    protected override string? Host(DnsSpec spec) => spec.Resolver?.ToString();

    protected override Task<Observation> ProbeAsync(DnsSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var phase = new Phase(spec.Resolver is { } server ? $"(no DNS answer from {server})" : "(no DNS answer)");
        return WireRunner.ObserveAsync(phase, async () =>
        {
            var answer = await dns.AskAsync(new DnsQuestion(spec.Name, spec.Type), spec.Resolver, spec.Tcp, context.Level, cancel);
            return Problem(spec, answer) is { } problem
                ? ErrorDetails.Make(ObservationKind.Failed, problem, null, [("error", ErrorDetails.Short(problem)), .. Shown(answer)])
                : Judge(spec, answer, time.GetElapsedTime(start), context.Closely);
        });
    }

    private static string? Problem(DnsSpec spec, DnsAnswer answer)
    {
        if (spec.Rcode is { } expected && answer.Rcode != expected)
            return $"{answer.Rcode}{(Rcodes.Meaning(answer.Rcode) is { } meaning ? $" ({meaning})" : "")}, expected {expected}";
        if (spec.Records?.Problem(answer.Records) is { } problem)
            return problem;
        return spec is { Rcode: Rcodes.NoError, Records: null } && answer.Records.IsEmpty ? $"{spec.Name} has no {spec.Type} record" : null;
    }

    private static Observation Judge(DnsSpec spec, DnsAnswer answer, TimeSpan took, bool closely)
    {
        var seen = spec.Expected.Judge(new ProbeFacts
        {
            Connected = true,
            Ip = answer.Server.Address.ToString(),
            Body = Encoding.UTF8.GetBytes(string.Join('\n', answer.Records)),
            DnsRcode = answer.Rcode,
            ResponseTime = took,
        }, closely);
        return seen.Kind == ObservationKind.Passed ? seen with { Details = ErrorDetails.Json([.. Shown(answer)]) } : seen;
    }

    private static IEnumerable<(string Key, object? Value)> Shown(DnsAnswer answer) =>
    [
        ("rcode", answer.Rcode),
        ("records", answer.Records.Take(DetailRecords).Select(record => ErrorDetails.Short(record, MaxRecordShown)).ToList()),
    ];
}
