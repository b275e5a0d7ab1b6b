using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>A time in which a check was down, as the journal tells it: who took it on, what was done about it, and who was told.</summary>
/// <param name="Ordering">Of the event that says that it went down.</param>
/// <param name="Since">The first failed round.</param>
/// <param name="Reason">Why it went down.</param>
public sealed record IncidentRecord(long Ordering, string Check, string Id, DateTimeOffset Since, DateTimeOffset DownAt, string Reason)
{
    /// <summary>Null while it is not over, or when nobody has looked at the check any more.</summary>
    public IncidentEnd? End { get; init; }

    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>What became of each remedy, oldest first.</summary>
    public ImmutableArray<RemedyNote> Remedies { get; init; } = [];

    /// <summary>What the alerts of it have come to, by channel.</summary>
    public ImmutableSortedDictionary<string, DeliveryState> Channels { get; init; } = ImmutableSortedDictionary.Create<string, DeliveryState>(StringComparer.Ordinal);

    /// <summary>Why nobody was told; null when somebody was, or nobody is to be.</summary>
    public string? NotTold { get; init; }

    /// <summary>As it was told; null when it was not.</summary>
    public string? Severity { get; init; }

    /// <summary>The ids of its alerts.</summary>
    internal ImmutableHashSet<string> Alerts { get; init; } = [];
}

/// <summary>How an incident ended.</summary>
/// <param name="Cure">What has mended it, as far as is known.</param>
public sealed record IncidentEnd(DateTimeOffset At, IncidentEndKind Kind, string? Cure = null);

/// <summary>Why an incident is over.</summary>
public enum IncidentEndKind
{
    Recovered,

    /// <summary>The check was removed.</summary>
    Removed,

    /// <summary>The event that ended it cannot be read; the next one began then.</summary>
    Unread,
}

/// <summary>What became of a remedy, as a sentence.</summary>
/// <param name="Id">Of the run, or of why there was none.</param>
public sealed record RemedyNote(string Id, string Text);

/// <summary>Which incidents are wanted; nulls ask for all.</summary>
/// <param name="Checks">Those of these only.</param>
/// <param name="Since">Only those that began then or later.</param>
/// <param name="Until">Only those that began before.</param>
/// <param name="Before">Only those with a smaller ordering: for paging back.</param>
public sealed record IncidentFilter(
    string? Check = null, IReadOnlySet<string>? Checks = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null, long? Before = null)
{
    /// <summary>Not those of these ids.</summary>
    public IReadOnlySet<string> Without { get; init; } = ImmutableHashSet<string>.Empty;

    public bool Takes(string check, CheckEvent.WentDown down) =>
        (Check is null || Check == check)
        && (Checks is null || Checks.Contains(check))
        && (Since is null || down.At >= Since)
        && (Until is null || down.At < Until)
        && !Without.Contains(down.Incident);
}

/// <summary>Incidents, those that began last first.</summary>
/// <param name="Next">What to give as <see cref="IncidentFilter.Before"/> for the page behind it; null when this is the last.</param>
/// <param name="IsCut">So many did not match that it was given up to look for more; the page behind it goes on.</param>
public sealed record IncidentRecords(ImmutableArray<IncidentRecord> Incidents, long? Next, bool IsCut = false);

/// <summary>All that is known of one incident.</summary>
/// <param name="Events">What was decided about its check meanwhile, and about its alerts and remedies afterwards, oldest first.</param>
/// <param name="IsCut">There were more events than are told.</param>
/// <param name="Notes">What people wrote down, oldest first.</param>
public sealed record IncidentStory(IncidentRecord Incident, ImmutableArray<LoggedEvent> Events, bool IsCut, ImmutableArray<CheckEvent.Noted> Notes);
