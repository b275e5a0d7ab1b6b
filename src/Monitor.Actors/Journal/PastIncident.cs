using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>A time in which a check was down.</summary>
/// <param name="Until">Null while it is not over.</param>
/// <param name="Reason">Empty when nothing is known of it.</param>
public sealed record PastIncident(string Check, string Id, DateTimeOffset Since, DateTimeOffset? Until, string Reason)
{
    /// <summary>It is told only how it went on: when it began is known by its name.</summary>
    public bool BeganBefore { get; init; }

    /// <summary>It is over because the check was removed.</summary>
    public bool WasRemoved { get; init; }

    /// <summary>What has healed it; null when nothing is known to have.</summary>
    public string? Cure { get; init; }

    /// <summary>What a remedy has done about it in vain.</summary>
    public string? Tried { get; init; }

    /// <summary>Those that began in the diary, in that order.</summary>
    /// <param name="diary">Of any number of checks, in order.</param>
    public static ImmutableArray<PastIncident> Of(IEnumerable<(string Check, CheckEvent Happened)> diary) =>
        [.. WithEarlier(diary).Where(incident => !incident.BeganBefore)];

    /// <summary>Those too that began before the diary, as far as it says anything of them.</summary>
    public static ImmutableArray<PastIncident> WithEarlier(IEnumerable<(string Check, CheckEvent Happened)> diary)
    {
        var fold = new IncidentFold();
        foreach (var (check, happened) in diary)
            fold.Take(check, happened);
        return fold.Incidents;
    }
}
