using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Icmp;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Talk;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Types;

/// <summary>Whom an icmp check pings, and how many packets may get lost.</summary>
public sealed record IcmpSpec(string Host, IpFamily Family, PingPlan Plan, int MaxLossPercent, AssertionSet Expected);

/// <summary>Passes when a host answers pings.</summary>
public sealed class IcmpCheck(EchoRunner pings) : CheckType<IcmpSpec>("icmp")
{
    private const AssertionKeys Allowed = AssertionKeys.Latency | AssertionKeys.Conditions;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public override string Example => "{ name: router, type: icmp, host: 192.0.2.1, count: 3, max_loss_percent: 34, size: 56, wait: 1s }";

    public override ImmutableArray<ConfigKey> Keys { get; } =
    [
        HostKeys.HostKey,
        HostKeys.FamilyKey,
        new("count", KeyShape.Whole(1, 10), "how many packets are sent, one after the other") { Default = "1" },
        new("size", KeyShape.Whole(16, 1400), "bytes in each") { Default = "56" },
        new("wait", KeyShape.Duration(ShortestWait, LongestWait), "how long the answer to each is waited for") { Default = "1s" },
        new("max_loss_percent", KeyShape.Whole(0, 99), "FAIL when more than this are lost") { Default = "0" },
        .. AssertionSet.KeysOf(Allowed),
    ];

    public override bool MeasuresLatency => true;

    protected override IcmpSpec Read(YamlSection keys) => new(
        HostKeys.Host(keys),
        HostKeys.Family(keys),
        new PingPlan(
            keys.Number("count", 1, 1, 10),
            keys.Number("size", 56, 16, 1400),
            keys.Duration("wait", TimeSpan.FromSeconds(1), ShortestWait, LongestWait)),
        keys.Number("max_loss_percent", 0, 0, 99),
        AssertionSet.Read(keys, Allowed, FactKeys.Ip));

    protected override string Target(IcmpSpec spec) => spec.Host;

    protected override string Host(IcmpSpec spec) => HostKeys.Shown(spec.Host);

    protected override Task<Observation> ProbeAsync(IcmpSpec spec, ProbeContext context, CancellationToken cancel)
    {
        var phase = new Phase("while looking up the host");
        return WireRunner.ObserveAsync(phase, async () =>
            Judge(spec, await pings.PingAsync(new DialTarget(spec.Host, 0, context.Level, spec.Family), spec.Plan, phase, cancel), context.Closely));
    }

    private static Observation Judge(IcmpSpec spec, PingSeries seen, bool closely)
    {
        if (seen.Answers.IsEmpty)
            return ErrorDetails.Error($"no answer from {seen.Address} within {spec.Plan.Wait.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s");
        if (seen.LostPercent > spec.MaxLossPercent)
        {
            var problem = $"{seen.Lost} of {seen.Sent} packets lost ({seen.LostPercent} %), limit {spec.MaxLossPercent} %";
            return ErrorDetails.Make(ObservationKind.Failed, problem, null, [("error", problem), .. Shown(seen)]);
        }

        var judged = spec.Expected.Judge(new ProbeFacts { Connected = true, Ip = seen.Address.ToString(), ResponseTime = seen.Average }, closely);
        return judged.Kind == ObservationKind.Passed ? judged with { Details = ErrorDetails.Json([.. Shown(seen)]) } : judged;
    }

    private static IEnumerable<(string Key, object? Value)> Shown(PingSeries seen) =>
    [
        ("ip", seen.Address.ToString()),
        ("sent", seen.Sent),
        ("lost", seen.Lost),
        ("average_ms", Math.Round(seen.Average.TotalMilliseconds, 2)),
    ];
}
