using Monitor.Actors.Journal;
using Monitor.Web.Shared;

namespace Monitor.Web.Events;

/// <summary>Which events somebody wants to see; all of it is in the query string.</summary>
/// <param name="Since">Then or later.</param>
/// <param name="Until">Before then.</param>
public sealed record EventsFilter(
    string? Check = null, string? Kind = null, EventActor? Actor = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    public bool Narrows => this != new EventsFilter();

    public static EventsFilter From(string? check, string? kind, string? actor, string? since, string? until) =>
        new(QueryWord.Said(check), QueryWord.Said(kind), QueryWord.Parse<EventActor>(actor), QueryTime.Read(since), QueryTime.Read(until));

    public IReadOnlyDictionary<string, object?> Query => Words.ToDictionary(word => word.Key, word => (object?)word.Value);

    public EventFilter Ask => new(Check, Kind is { } kind ? [kind] : []) { Actor = Actor, Since = Since, Until = Until };

    /// <summary>Where all of it comes as a file.</summary>
    /// <param name="format"><c>csv</c> or <c>jsonl</c>.</param>
    public string Export(string format) => $"/api/events/export{QueryString.Create(Words.Where(word => word.Value is not null).Append(KeyValuePair.Create("format", (string?)format)))}";

    private KeyValuePair<string, string?>[] Words =>
    [
        new("check", Check), new("kind", Kind), new("actor", Actor is { } actor ? QueryWord.Of(actor) : null),
        new("since", QueryTime.Write(Since)), new("until", QueryTime.Write(Until)),
    ];
}
