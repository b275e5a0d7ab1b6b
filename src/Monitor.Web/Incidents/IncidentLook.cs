using Monitor.Actors.Board;
using Monitor.Actors.Journal;
using Monitor.Web.Shared;

namespace Monitor.Web.Incidents;

/// <summary>How an incident looks, and the words for it.</summary>
public static class IncidentLook
{
    private static readonly StatusLook Failing = StatusLook.Fail with { Word = "Failing" };

    private static readonly StatusLook Taken = StatusLook.Fail with { Word = "Acknowledged", Css = StatusLook.Paused.Css };

    private static readonly StatusLook Paused = StatusLook.Paused with { Word = "Paused" };

    private static readonly StatusLook Recovered = StatusLook.Ok with { Word = "Recovered" };

    private static readonly StatusLook Removed = StatusLook.NoData with { Word = "Removed" };

    private static readonly StatusLook Ended = StatusLook.NoData with { Word = "Ended" };

    private static readonly StatusLook Gone = StatusLook.NoData with { Word = "Gone" };

    public static StatusLook NoneOpen { get; } = StatusLook.Ok with { Word = "All is well" };

    public static StatusLook For(IncidentRecord incident, CheckTile? tile) => (incident.End?.Kind, tile) switch
    {
        (IncidentEndKind.Recovered, _) => Recovered,
        (IncidentEndKind.Removed, _) => Removed,
        (IncidentEndKind.Unread, _) => Ended,
        _ when tile?.Incident != incident.Id => Gone,
        (_, { Quiet.Paused: not null }) => Paused,
        (_, { Quiet.Acknowledged: not null }) => Taken,
        _ => Failing,
    };

    /// <summary>Why it is over; null while it is not.</summary>
    public static string? End(IncidentRecord incident, bool isOpen) => incident.End switch
    {
        { Kind: IncidentEndKind.Recovered, Cure: { } cure } => $"recovered, {cure}",
        { Kind: IncidentEndKind.Recovered } => "recovered by itself, as far as is known",
        { Kind: IncidentEndKind.Removed } => "the check was removed",
        { Kind: IncidentEndKind.Unread } => "its end cannot be read from the journal; the check went down again then",
        _ => isOpen ? null : "the check is gone; nobody has looked at it any more",
    };

    public static string? Acknowledged(IncidentRecord incident) =>
        incident.Acknowledged is { } taken ? $"acknowledged by {taken.By}{(taken.Note is { } note ? $": {note}" : "")}" : null;

    /// <summary>Whom the alerts of it have reached, and whom not.</summary>
    public static string Told(IncidentRecord incident)
    {
        string[] said =
        [
            .. Channels("told", DeliveryState.Delivered), .. Channels("waiting for", DeliveryState.Waiting), .. Channels("not delivered by", DeliveryState.Abandoned),
            .. incident.NotTold is { } why ? [$"not told: {why}"] : Array.Empty<string>(),
        ];
        return said.Length > 0 ? string.Join("; ", said) : "nobody was to be told";

        IEnumerable<string> Channels(string what, DeliveryState state) =>
            incident.Channels.Where(channel => channel.Value == state).Select(channel => channel.Key).ToArray() is { Length: > 0 } names ? [$"{what} {string.Join(", ", names)}"] : [];
    }

    /// <summary>Who has taken it on, what was done about it, and who was told, in a line.</summary>
    public static string Line(IncidentRecord incident) => string.Join(
        " · ", new[] { Acknowledged(incident), incident.Remedies is [.., var last] ? last.Text : null, Told(incident) }.Where(part => part is not null));

    /// <summary>How long it lasted.</summary>
    public static string Length(DateTimeOffset since, DateTimeOffset until) => Spans.Short(until - since);

    public static string Words(IncidentTie tie) => tie switch
    {
        IncidentTie.Cause => "it depends on this",
        IncidentTie.Behind => "depends on it",
        _ => "at the same time",
    };
}
