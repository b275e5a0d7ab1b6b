using System.Collections.Immutable;
using Monitor.Actors.Checks.Groups;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks;

/// <summary>A kind of check that can be named in YAML as <c>type:</c>.</summary>
/// <remarks>
/// One instance serves every check of its kind, so it holds no state of a single check. <see cref="ProbeAsync"/> runs on
/// the thread pool, many at a time. It reports what it expected and got instead as an <see cref="Observation"/>, and
/// lets the unexpected escape: the probe runner has the one catch-all. It must stop promptly when cancelled.
/// </remarks>
public interface ICheckType
{
    /// <summary>The word after <c>type:</c>.</summary>
    string Name { get; }

    /// <summary>A complete entry in flow YAML; a contract test loads it.</summary>
    string Example { get; }

    /// <summary>The type's own keys, each of which <see cref="Read"/> asks for.</summary>
    ImmutableArray<ConfigKey> Keys => [];

    /// <summary>Whether the latency is the target's, so that <c>global.thresholds</c> applies (PARITY K2).</summary>
    bool MeasuresLatency { get; }

    /// <summary>Whether <c>schedule</c> is the type's own key, about its target, and not about when to look.</summary>
    bool OwnsSchedule => false;

    /// <summary>Whether it runs programs of this machine: then only checks.yaml may name it, and only where that is allowed.</summary>
    bool RunsPrograms { get; }

    /// <summary>Takes the type's own keys; problems are reported through <paramref name="keys"/>, never thrown.</summary>
    object Read(YamlSection keys);

    string Target(object spec);

    /// <summary>Host and port that are asked, for the limit on probes to one of them; null when nobody else is asked.</summary>
    string? Host(object spec);

    /// <summary>What is expected of runs, for types that know runs; null for all others.</summary>
    JobDeadline? Deadline(object spec);

    /// <summary>When to start a run, for types that can; null for all others.</summary>
    JobTrigger? Trigger(object spec);

    /// <summary>What about the settings everybody should see, in a few words each, such as <c>TLS not verified</c>.</summary>
    ImmutableArray<string> Badges(object spec) => [];

    /// <summary>Which pings are waited for, for types that do not look themselves; null for all others.</summary>
    PingRules? Pings(object spec) => null;

    /// <summary>Of which other checks it is made, for types that look at them; null for all others.</summary>
    GroupMembers? Members(object spec) => null;

    Task<Observation> ProbeAsync(object spec, ProbeContext context, CancellationToken cancel);
}

/// <summary>What a probe may know about the check's past.</summary>
/// <param name="StartedJobId">The job that this monitor started last, if it did.</param>
/// <param name="StartedJobAt">When it did so.</param>
public sealed record ProbeContext(CheckName Name, string? StartedJobId = null, DateTimeOffset? StartedJobAt = null)
{
    /// <summary>The run that was followed so far, if nobody has seen it end.</summary>
    public string? OpenRunId { get; init; }

    /// <summary>On whose behalf the probe connects.</summary>
    public NetworkLevel Level { get; init; } = NetworkLevel.Operator;

    /// <summary>Whether somebody looks at the answer, and wants to see more of it than a round tells.</summary>
    public bool Closely { get; init; }

    /// <summary>How long the attempt may take, for libraries that have to be told; whoever can be cancelled need not look.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Base of check types whose settings are a <typeparamref name="TSpec"/>.</summary>
public abstract class CheckType<TSpec>(string name) : ICheckType
    where TSpec : notnull
{
    public string Name { get; } = name;

    public abstract string Example { get; }

    public virtual ImmutableArray<ConfigKey> Keys => [];

    public virtual bool MeasuresLatency => false;

    public virtual bool OwnsSchedule => false;

    public virtual bool RunsPrograms => false;

    object ICheckType.Read(YamlSection keys) => Read(keys);

    string ICheckType.Target(object spec) => Target((TSpec)spec);

    string? ICheckType.Host(object spec) => Host((TSpec)spec);

    JobDeadline? ICheckType.Deadline(object spec) => Deadline((TSpec)spec);

    JobTrigger? ICheckType.Trigger(object spec) => Trigger((TSpec)spec);

    ImmutableArray<string> ICheckType.Badges(object spec) => Badges((TSpec)spec);

    PingRules? ICheckType.Pings(object spec) => Pings((TSpec)spec);

    GroupMembers? ICheckType.Members(object spec) => Members((TSpec)spec);

    Task<Observation> ICheckType.ProbeAsync(object spec, ProbeContext context, CancellationToken cancel) =>
        ProbeAsync((TSpec)spec, context, cancel);

    protected abstract TSpec Read(YamlSection keys);

    protected abstract string Target(TSpec spec);

    protected virtual string? Host(TSpec spec) => null;

    protected virtual JobDeadline? Deadline(TSpec spec) => null;

    protected virtual JobTrigger? Trigger(TSpec spec) => null;

    protected virtual ImmutableArray<string> Badges(TSpec spec) => [];

    protected virtual PingRules? Pings(TSpec spec) => null;

    protected virtual GroupMembers? Members(TSpec spec) => null;

    protected abstract Task<Observation> ProbeAsync(TSpec spec, ProbeContext context, CancellationToken cancel);
}
