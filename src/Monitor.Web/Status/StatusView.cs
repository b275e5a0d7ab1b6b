using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;

namespace Monitor.Web.Status;

/// <summary>The status page at one moment: all that anybody may know, and nothing else.</summary>
/// <param name="At">When it was put together.</param>
/// <param name="Incidents">Those that are not over first, then the newest; of <see cref="KeptDays"/> days.</param>
/// <param name="Maintenance">What goes on first, then what comes next.</param>
/// <param name="HistoryIsOld">The history could not be read; what is shown of it may be out of date.</param>
public sealed record StatusView(
    string Title,
    string? Description,
    Headline Headline,
    DateTimeOffset At,
    TimeZoneInfo Zone,
    ImmutableArray<StatusGroup> Groups,
    ImmutableArray<StatusIncident> Incidents,
    ImmutableArray<StatusMaintenance> Maintenance,
    bool HistoryIsOld,
    Uri? Url)
{
    /// <summary>How long the feed tells of an incident.</summary>
    public const int KeptDays = 30;

    /// <summary>How long the page shows an incident.</summary>
    public const int ShownDays = 14;

    /// <summary>The check of that name, whatever its case; null when it is not public, or not there at all.</summary>
    public StatusCheck? Find(string name) =>
        Groups.SelectMany(group => group.Checks).FirstOrDefault(check => string.Equals(check.Name.Value, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>How everything is, in a sentence.</summary>
public sealed record Headline(PublicState State, string Text)
{
    public StatusLook Look => PublicStates.Look(State);
}

/// <summary>Checks under one heading.</summary>
public sealed record StatusGroup(string? Title, ImmutableArray<StatusCheck> Checks);

/// <summary>A check as the public sees it.</summary>
/// <param name="Since">When its state began; null when that is not known.</param>
/// <param name="Reason">Null unless the configuration lets reasons be shown.</param>
public sealed record StatusCheck(CheckName Name, PublicState State, DateTimeOffset? Since, string? Reason, CheckRecord Past);

/// <summary>A time in which a check was down.</summary>
/// <param name="Until">Null while it is not over.</param>
/// <param name="Reason">Null unless the configuration lets reasons be shown.</param>
public sealed record StatusIncident(string Id, CheckName Check, DateTimeOffset Since, DateTimeOffset? Until, string? Reason);

/// <summary>Maintenance that goes on or is planned.</summary>
/// <param name="Note">Null unless the configuration lets reasons be shown.</param>
public sealed record StatusMaintenance(DateTimeOffset Since, DateTimeOffset Until, bool IsRunning, string? Note, ImmutableArray<CheckName> Checks);
