using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>What the operator asked for, for one check, with every default filled in.</summary>
public sealed record CheckDefinition
{
    public required CheckName Name { get; init; }

    /// <summary>The check type that reads <see cref="Spec"/> and does the probing.</summary>
    public required ICheckType Type { get; init; }

    /// <summary>The type's own settings, as its <see cref="ICheckType.Read"/> made them.</summary>
    public required object Spec { get; init; }

    /// <summary>Free text such as <c>P1</c>; appears in the subject of every alert (PARITY K5).</summary>
    public string Severity { get; init; } = "P3";

    /// <summary>From start to start of two rounds; of a schedule, how finely it is looked at.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One attempt may take no longer than this, everything included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many more attempts a failed one gets within the same round.</summary>
    public int Retries { get; init; }

    public TimeSpan RetryBackoff { get; init; } = TimeSpan.FromSeconds(5);

    public RetryOn RetryOn { get; init; } = RetryOn.AnyFailure;

    public Patience Patience { get; init; } = Patience.None;

    /// <summary>Null when rounds run always, by interval.</summary>
    public Timetable? Timetable { get; init; }

    /// <summary>When rounds run and what they must come to, in words; null when the interval says it all.</summary>
    public string? Schedule => Timetable is null && Patience == Patience.None ? null : field ??= ScheduleText.Of(this);

    /// <summary>From one round's result to the next at most: a round may be missed, and may need all its attempts.</summary>
    public TimeSpan LongestSilence(DateTimeOffset at)
    {
        var always = (Interval * 2) + (Timeout * (Retries + 1)) + (RetryBackoff * Retries);
        return Timetable?.LongestSilence(at, always) ?? always;
    }

    /// <summary>Words that checks are found and grouped by.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The one set of checks that it belongs to, in the operator's words; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>At or above this latency the check is WARN; null never warns.</summary>
    public TimeSpan? WarnAbove { get; init; }

    /// <summary>At or above this latency the check is FAIL; null never fails.</summary>
    public TimeSpan? FailAbove { get; init; }

    /// <summary>Both limits together; null when there is none.</summary>
    public LatencyLimits? Limits => WarnAbove is null && FailAbove is null ? null : field ??= new((int?)WarnAbove?.TotalMilliseconds, (int?)FailAbove?.TotalMilliseconds);

    public ImmutableArray<AlertKind> NotifyOn { get; init; } = [];

    public ImmutableArray<RemedyDefinition> Remedies { get; init; } = [];

    /// <summary>How the check is looked at after that remedy; null when it waits for the next round.</summary>
    internal VerifyPlan? VerifyOf(int remedy) => remedy < Remedies.Length ? Remedies[remedy].Verify : null;

    /// <summary>The channels that carry this check's alerts.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Which of the channels are told of what and when, in order; empty: all of them, of everything, at once.</summary>
    public ImmutableArray<AlertRoute> Routes { get; init; } = [];

    /// <summary>While it fails people are reminded so often, unless somebody has acknowledged it; null: never.</summary>
    public TimeSpan? RemindEvery { get; init; }

    /// <summary>The zone in which the check's clock times (<c>success_by</c>, <c>start_cron</c>) are meant.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The checks without which this one cannot be reached.</summary>
    public ImmutableArray<CheckName> DependsOn { get; init; } = [];

    /// <summary>Its own maintenance windows and those of the whole file that concern it.</summary>
    public ImmutableArray<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <summary>When it counts as flapping; null when single changes are always told.</summary>
    public FlapLimits? Flapping { get; init; }

    /// <summary>False when the file says so: it is known, and not looked at.</summary>
    public bool Enabled { get; init; } = true;

    public required CheckSource Source { get; init; }

    /// <summary>The entry as the operator wrote it, placeholders unfilled: safe to show and to journal.</summary>
    public required string Yaml { get; init; }

    /// <summary>All that the definition came from, placeholders filled; equal fingerprints mean nothing changed.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What is probed, in the words of the board (for HTTP, the URL with its secrets masked).</summary>
    public string Target => field ??= Type.Target(Spec);

    /// <summary>Hides what the target says back of what it was sent.</summary>
    internal EchoMask Echo { get; init; } = EchoMask.None;

    /// <summary>What about it everybody should see.</summary>
    public ImmutableArray<string> Badges => Type.Badges(Spec);

    /// <summary>On whose behalf it asks.</summary>
    public NetworkLevel Level => Source.Origin == CheckOrigin.Board ? NetworkLevel.Board : NetworkLevel.Operator;

    /// <summary>On whose behalf it changes things: remedies, job starts.</summary>
    public NetworkLevel OutboundLevel => Source.Origin == CheckOrigin.Board ? NetworkLevel.Board : NetworkLevel.Outbound;

    /// <summary>Host and port that are asked; null when nobody else is asked.</summary>
    public string? Host => field ??= Type.Host(Spec);
}

/// <summary>At which latencies, in ms, a check is WARN and FAIL; null for never.</summary>
public sealed record LatencyLimits(int? WarnMs, int? FailMs);

/// <summary>Which failed attempts are tried again within the round (PARITY S3).</summary>
public enum RetryOn
{
    AnyFailure,

    /// <summary>Only attempts that got no usable answer, as the original program did.</summary>
    Error,
}

/// <summary>What an alert announces; the words in YAML are <c>first_fail</c>, <c>recovered</c>, <c>deadline_miss</c>.</summary>
public enum AlertKind
{
    FirstFail,
    Recovered,
    DeadlineMiss,

    /// <summary>The check changes to and fro; nothing else is told until it is stable.</summary>
    Flapping,

    /// <summary>It is stable again, and stands as was told before it flapped.</summary>
    FlappingEnd,

    /// <summary>It still fails.</summary>
    Reminder,

    /// <summary>It has failed for so long that others are told too.</summary>
    Escalation,

    /// <summary>Its remedies have done what they may, and it still fails.</summary>
    RemediationExhausted,

    /// <summary>No news of a check, but a report of many, or a reminder of one.</summary>
    Report,
}

/// <summary>Where a check was defined: <c>checks.yaml:14</c>, or the board.</summary>
public sealed record CheckSource(CheckOrigin Origin, string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>Checks from the file belong to the file; checks from the board (or the API) can be edited there.</summary>
public enum CheckOrigin
{
    File,
    Board,
}
