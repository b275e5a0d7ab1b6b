using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Journal;

namespace Monitor.Web.Incidents;

/// <summary>An incident, and those that are shown under it because their checks were unreachable behind its check.</summary>
/// <param name="Tile">The check as it stands; null when it is gone.</param>
public sealed record IncidentEntry(IncidentRecord Incident, CheckTile? Tile, ImmutableArray<IncidentEntry> Behind)
{
    public bool IsOpen => Tile?.Incident == Incident.Id;

    public string? Severity => Incident.Severity ?? Tile?.Severity;
}

/// <summary>A page of incidents: what goes on first, then what is over, those that began last first.</summary>
/// <param name="MoreOpen">How many go on that are not shown.</param>
/// <param name="Next">Where the page behind it begins; null when this is the last.</param>
/// <param name="IsCut">So many did not match that it was given up to look for more; the page behind it goes on.</param>
public sealed record IncidentList(ImmutableArray<IncidentEntry> Entries, int MoreOpen = 0, long? Next = null, bool IsCut = false)
{
    public IEnumerable<IncidentEntry> Open => Entries.Where(entry => entry.IsOpen);

    public IEnumerable<IncidentEntry> Closed => Entries.Where(entry => !entry.IsOpen);
}

/// <summary>All that can be said of one incident.</summary>
/// <param name="Tile">The check as it stands; null when it is gone.</param>
public sealed record IncidentView(IncidentStory Story, CheckTile? Tile)
{
    public IncidentRecord Incident => Story.Incident;

    public bool IsOpen => Tile?.Incident == Incident.Id;

    /// <summary>As the history knows; 0 when it does not any more.</summary>
    public int FailedRounds { get; init; }

    /// <summary>Why it failed in the end; null when that is not another reason than at first.</summary>
    public string? LastReason { get; init; }

    /// <summary>What else failed at the time.</summary>
    public ImmutableArray<RelatedIncident> Others { get; init; } = [];
}

/// <summary>Another incident of the same time.</summary>
public sealed record RelatedIncident(PastIncident Incident, IncidentTie Tie);

/// <summary>What one incident has to do with another.</summary>
public enum IncidentTie
{
    /// <summary>The other check is one that this one depends on.</summary>
    Cause,

    /// <summary>The other check depends on this one.</summary>
    Behind,

    SameTime,
}
