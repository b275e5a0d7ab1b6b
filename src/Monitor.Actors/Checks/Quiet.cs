using System.Collections.Immutable;

namespace Monitor.Actors.Checks;

/// <summary>What people ordered or the rules hold back for a check; null in the state of a check that has none of it.</summary>
public sealed record Quiet
{
    public static Quiet None { get; } = new();

    public PauseOrder? Pause { get; init; }

    public MaintenanceOrder? Maintenance { get; init; }

    public DateTimeOffset? FlappingSince { get; init; }

    /// <summary>Channels that were told that it flaps, and so wait to hear that it no longer does; null when nobody waits.</summary>
    public ImmutableSortedSet<string>? FlappingTold { get; init; }

    public HeldNews? Held { get; init; }

    public Quiet FlappingIsTold(IEnumerable<string> channels) =>
        this with { FlappingTold = (FlappingTold ?? ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal)).Union(channels) };

    public Quiet StableIsTold(IEnumerable<string> channels) =>
        this with { FlappingTold = FlappingTold?.Except(channels) is { IsEmpty: false } left ? left : null };
}

/// <summary>Not looked at, on somebody's order, until then or until somebody resumes it.</summary>
public sealed record PauseOrder(DateTimeOffset Since, DateTimeOffset? Until, string By, string? Note);

/// <summary>Maintenance that somebody began by hand.</summary>
/// <param name="Id">The same for all checks of one order.</param>
public sealed record MaintenanceOrder(string Id, DateTimeOffset Since, DateTimeOffset Until, string By, string? Note);

/// <summary>Something happened that nobody was told; what people believe meanwhile, and why it is held.</summary>
/// <param name="Told">The failure that people know of; null when they believe that all is well.</param>
/// <param name="Window">A deadline that was missed meanwhile.</param>
public sealed record HeldNews(KnownFailure? Told, string Rule, string Reason, string? Window = null);

/// <summary>A failure as it was announced.</summary>
/// <param name="UntoldChannels">Those that never took the news.</param>
/// <param name="ToldChannels">Those that were asked to tell of it; null when the journal is too old to know.</param>
public sealed record KnownFailure(string Incident, ImmutableSortedSet<string> UntoldChannels, ImmutableSortedSet<string>? ToldChannels = null)
{
    public static KnownFailure? Of(Incident? incident) =>
        incident is null ? null : new(incident.KnownAs, incident.UntoldChannels, incident.ToldChannels);

    /// <summary>Who has given it up is told again.</summary>
    public KnownFailure Announced(CheckEvent.AlertRaised e) =>
        e.Incident == Incident && AlertKinds.Announces(e.Kind) ? this with { UntoldChannels = UntoldChannels.Except(e.Channels) } : this;

    public KnownFailure Refused(CheckEvent.AlertAbandoned e) =>
        AlertKinds.Announces(e.Id, Incident) ? this with { UntoldChannels = UntoldChannels.Add(e.Channel) } : this;
}
