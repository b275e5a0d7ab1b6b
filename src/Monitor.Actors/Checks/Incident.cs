using System.Collections.Immutable;

namespace Monitor.Actors.Checks;

/// <summary>An unbroken stretch of failing, from the round that found it to the recovery.</summary>
/// <param name="Id">Unique within the check.</param>
public sealed record Incident(string Id, DateTimeOffset OpenedAt, string Reason)
{
    /// <summary>The first failed round, when more than one was needed to open the incident.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Remedies that ran, by their place in <c>on_fail.actions</c>.</summary>
    public ImmutableSortedSet<int> TriedRemedies { get; init; } = [];

    /// <summary>Remedies that their limits forbade, said once.</summary>
    public ImmutableSortedSet<int> WithheldRemedies { get; init; } = [];

    /// <summary>Deadlines that were missed during the incident, by their windows: each is told once.</summary>
    public ImmutableSortedSet<string> MissedWindows { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>The last remedy that went well during the incident.</summary>
    public string? LastCure { get; init; }

    /// <summary>Channels that never took the news of the failure; they do not get the news of the recovery either.</summary>
    public ImmutableSortedSet<string> UntoldChannels { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>Channels that were asked to tell of it; null when the journal is too old to know.</summary>
    public ImmutableSortedSet<string>? ToldChannels { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>When people were last told something of it; null when they were not.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Somebody looks after it: nobody is reminded, and nobody else is told.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>The incident that people were told of; another one when this began unannounced while they knew of that.</summary>
    public string KnownAs { get; init; } = Id;

    public Incident Tried(int remedy) => this with { TriedRemedies = TriedRemedies.Add(remedy) };

    public Incident Withheld(int remedy) => this with { WithheldRemedies = WithheldRemedies.Add(remedy) };

    public Incident Missed(string window) => this with { MissedWindows = MissedWindows.Add(window) };

    public Incident Treated(string action) => this with { LastCure = action };

    public Incident ContinuesFor(KnownFailure told) =>
        this with { KnownAs = told.Incident, UntoldChannels = told.UntoldChannels, ToldChannels = told.ToldChannels };

    public Incident Told(CheckEvent.AlertRaised e) => e.Incident == KnownAs && AlertKinds.IsOfFailure(e.Kind)
        ? this with
        {
            ToldAt = e.At,
            ToldChannels = ToldChannels?.Union(e.Channels),
            UntoldChannels = AlertKinds.Announces(e.Kind) ? UntoldChannels.Except(e.Channels) : UntoldChannels,
        }
        : this;

    public Incident Refused(CheckEvent.AlertAbandoned e) =>
        AlertKinds.Announces(e.Id, KnownAs) ? this with { UntoldChannels = UntoldChannels.Add(e.Channel) } : this;
}

/// <summary>Somebody has taken on an incident, until it is over or until that time.</summary>
public sealed record Acknowledgement(DateTimeOffset Since, DateTimeOffset? Until, string By, string? Note);
