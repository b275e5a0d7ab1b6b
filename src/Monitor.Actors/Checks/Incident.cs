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

    /// <summary>The incident that people were told of; another one when this began unannounced while they knew of that.</summary>
    public string KnownAs { get; init; } = Id;

    public Incident Tried(int remedy) => this with { TriedRemedies = TriedRemedies.Add(remedy) };

    public Incident Withheld(int remedy) => this with { WithheldRemedies = WithheldRemedies.Add(remedy) };

    public Incident Missed(string window) => this with { MissedWindows = MissedWindows.Add(window) };

    public Incident Treated(string action) => this with { LastCure = action };

    public Incident ContinuesFor(KnownFailure told) => this with { KnownAs = told.Incident, UntoldChannels = told.UntoldChannels };

    public Incident Refused(CheckEvent.AlertAbandoned e) =>
        e.Id == CheckDecider.AlertId(KnownAs, AlertKind.FirstFail) ? this with { UntoldChannels = UntoldChannels.Add(e.Channel) } : this;
}
