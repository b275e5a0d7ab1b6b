using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;

namespace Monitor.Actors.Board;

/// <summary>Everything the board shows of one check; a new instance whenever anything in it changes.</summary>
public sealed record CheckTile
{
    public required CheckName Name { get; init; }

    /// <summary>The word after <c>type:</c>.</summary>
    public required string Type { get; init; }

    public required string Target { get; init; }

    public required string Severity { get; init; }

    public required CheckSource Source { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>The entry as written, placeholders unfilled.</summary>
    public required string Yaml { get; init; }

    /// <summary>Whether <see cref="Yaml"/> is not all of it: nobody can make the same check from it.</summary>
    public bool HidesToken => Yaml.Contains(TokenMask.Mask, StringComparison.Ordinal);

    public ImmutableArray<string> Tags { get; init; } = [];

    public string? Group { get; init; }

    /// <summary>Checks behind which it is unreachable while they fail.</summary>
    public ImmutableArray<CheckName> DependsOn { get; init; } = [];

    public CheckStatus Status { get; init; }

    /// <summary>When <see cref="Status"/> began; null before the first result.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Failing rounds in a row; 0 when not failing.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Start of the current failure streak; null when not failing (PARITY F3).</summary>
    public DateTimeOffset? FirstFailedAt { get; init; }

    /// <summary>The id of the incident that is going on; null when not failing.</summary>
    public string? Incident { get; init; }

    public DateTimeOffset? LastNotificationAt { get; init; }

    public int? LatencyMs { get; init; }

    /// <summary>From which latency on it is not OK; null for none.</summary>
    public LatencyLimits? Limits { get; init; }

    public DateTimeOffset? LastCheckedAt { get; init; }

    /// <summary>When the next round is due.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>Why the check is not OK, or what a job is doing (<c>running</c>); null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Set while a failed attempt is being retried within the round.</summary>
    public RetryProgress? Retry { get; init; }

    /// <summary>Set while rounds speak against <see cref="Status"/> that are too few yet, or do not count yet.</summary>
    public Streak? Streak { get; init; }

    /// <summary>When rounds run and what they must come to, in words; null when <see cref="Interval"/> says it all.</summary>
    public string? Schedule { get; init; }

    /// <summary>Set outside the check's hours: until when, in words.</summary>
    public string? Rest { get; init; }

    /// <summary>Alerts that some channel has not accepted yet, and why; null when all are delivered.</summary>
    public string? AlertTrouble { get; init; }

    /// <summary>Why nobody is told of it now; null for most checks.</summary>
    public QuietTile? Quiet { get; init; }

    /// <summary>What about the check everybody should see, in a few words each, such as <c>TLS not verified</c>.</summary>
    public ImmutableArray<string> Badges { get; init; } = [];

    /// <summary>Where the time of the last round's HTTP request went.</summary>
    public PhaseTimes? Phases { get; init; }

    /// <summary>Until when the certificate is valid that the last round was shown; null where none was.</summary>
    public DateTimeOffset? CertificateUntil { get; init; }

    public Beats Beats { get; init; }

    /// <summary>Latencies in ms of up to <see cref="TrailLength"/> recent rounds, oldest first.</summary>
    public ImmutableArray<int> LatencyTrail { get; init; } = [];

    /// <summary>What the last round's answer was made of; empty for most types, and before the first round after a start.</summary>
    public ImmutableArray<SubResult> Parts { get; init; } = [];

    /// <summary>Remedies that wait for somebody to approve them.</summary>
    public ImmutableArray<ProposalTile> Proposals { get; init; } = [];

    public const int TrailLength = 24;
}

/// <summary>A remedy that would run if somebody approved it.</summary>
public sealed record ProposalTile(string Id, string Action, DateTimeOffset Until);

/// <summary>A failed attempt is being retried: this is retry <paramref name="Number"/> of <paramref name="Of"/>.</summary>
public sealed record RetryProgress(int Number, int Of, string Reason);
