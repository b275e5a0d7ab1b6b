using Monitor.Web.Incidents;
using Monitor.Web.Shared;

namespace Monitor.Web.Api;

/// <summary>A page of incidents: what goes on first, then what is over, those that began last first.</summary>
/// <param name="Next">What to give as <c>before=</c> for the page behind it; null when this is the last.</param>
/// <param name="MoreOpen">How many go on that are not listed.</param>
/// <param name="Cut">So many did not match that it was given up to look for more; the page behind it goes on.</param>
public sealed record IncidentsJson(IReadOnlyList<IncidentJson> Incidents, long? Next, int MoreOpen, bool Cut)
{
    public static IncidentsJson Of(IncidentList list) => new(
        [.. list.Open.Concat(list.Closed).SelectMany(entry => entry.Behind.Select(under => IncidentJson.Of(under) with { Behind = entry.Incident.Id }).Prepend(IncidentJson.Of(entry)))],
        list.Next, list.MoreOpen, list.IsCut);
}

/// <summary>An incident; times are epoch seconds.</summary>
/// <param name="State"><c>open</c> or <c>closed</c>.</param>
/// <param name="BeganAt">The first failed round.</param>
/// <param name="End"><c>recovered</c>, <c>removed</c> (the check), or <c>unread</c> (the journal is damaged); null while it is open, and when nobody has looked at the check any more.</param>
/// <param name="Told">What its alerts have come to, by channel: <c>delivered</c>, <c>waiting</c> or <c>abandoned</c>.</param>
/// <param name="NotTold">Why nobody was told.</param>
/// <param name="Remedies">What became of each, in sentences.</param>
/// <param name="Behind">The incident that it was unreachable behind.</param>
public sealed record IncidentJson(
    string Id,
    string Check,
    string? Group,
    string? Severity,
    string State,
    double BeganAt,
    double? EndedAt,
    string Reason,
    string? End,
    string? Cure,
    IncidentJson.Taken? Acknowledged,
    IReadOnlyDictionary<string, string> Told,
    string? NotTold,
    IReadOnlyList<string> Remedies,
    string? Behind = null)
{
    /// <summary>Who has acknowledged it.</summary>
    public sealed record Taken(string By, double At, double? Until, string? Note);

    public static IncidentJson Of(IncidentEntry entry)
    {
        var incident = entry.Incident;
        return new IncidentJson(
            incident.Id, incident.Check, entry.Tile?.Group, entry.Severity, QueryWord.Of(entry.IsOpen ? IncidentState.Open : IncidentState.Closed),
            Epoch.Seconds(incident.Since), Epoch.Seconds(incident.End?.At), incident.Reason,
            incident.End?.Kind.ToString().ToLowerInvariant(), incident.End?.Cure,
            incident.Acknowledged is { } taken ? new Taken(taken.By, Epoch.Seconds(taken.Since), Epoch.Seconds(taken.Until), taken.Note) : null,
            incident.Channels.ToDictionary(channel => channel.Key, channel => QueryWord.Of(channel.Value)), incident.NotTold,
            [.. incident.Remedies.Select(remedy => remedy.Text)]);
    }
}

/// <summary>All that is known of an incident; times are epoch seconds.</summary>
/// <param name="FailedRounds">0 when the history does not know any more.</param>
/// <param name="LastReason">Why it failed in the end, when that is another reason.</param>
/// <param name="Timeline">What was decided about the check meanwhile, and about its alerts and remedies afterwards, oldest first.</param>
/// <param name="Cut">There were more events than are told.</param>
/// <param name="Others">What else failed at the time.</param>
public sealed record IncidentDetailJson(
    IncidentJson Incident,
    int FailedRounds,
    string? LastReason,
    IReadOnlyList<WhyEndpoint.WhyStep> Timeline,
    bool Cut,
    IReadOnlyList<IncidentDetailJson.Note> Notes,
    IReadOnlyList<IncidentDetailJson.Other> Others)
{
    /// <summary>What somebody wrote down.</summary>
    public sealed record Note(double At, string By, string Text);

    /// <summary>Another incident of the same time.</summary>
    /// <param name="Tie"><c>cause</c> (this check depends on that one), <c>behind</c> (that one depends on this), or <c>same_time</c>.</param>
    public sealed record Other(string Id, string Check, double BeganAt, double? EndedAt, string Reason, string Tie);

    public static IncidentDetailJson Of(IncidentView view) => new(
        IncidentJson.Of(new IncidentEntry(view.Incident, view.Tile, [])), view.FailedRounds, view.LastReason,
        [.. view.Story.Events.Select(happened => new WhyEndpoint.WhyStep(Epoch.Seconds(happened.At), happened.Kind, happened.Text))], view.Story.IsCut,
        [.. view.Story.Notes.Select(note => new Note(Epoch.Seconds(note.At), note.By, note.Text))],
        [.. view.Others.Select(other => new Other(
            other.Incident.Id, other.Incident.Check, Epoch.Seconds(other.Incident.Since), Epoch.Seconds(other.Incident.Until), other.Incident.Reason, Word(other.Tie)))]);

    private static string Word(IncidentTie tie) => tie switch
    {
        IncidentTie.Cause => "cause",
        IncidentTie.Behind => "behind",
        _ => "same_time",
    };
}
