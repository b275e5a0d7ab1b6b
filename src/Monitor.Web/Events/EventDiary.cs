using System.Collections.Immutable;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;

namespace Monitor.Web.Events;

/// <summary>A growing stretch of the journal, newest first: more below when asked for, more above as it happens.</summary>
/// <remarks>Immutable: each question gives the diary with its answer.</remarks>
public sealed record EventDiary(IArchive Archive, int Stretch)
{
    // A tab that stays open for weeks does not grow for ever.
    private const int Most = 1000;

    public ImmutableArray<LoggedEvent> Events { get; private init; } = [];

    public bool HasOlder { get; private init; }

    public bool Loaded { get; private init; }

    private EventFilter Filter { get; init; } = new();

    public async Task<EventDiary> StartAsync(EventFilter filter, CancellationToken cancel)
    {
        var events = await Archive.EventsAsync(filter, Stretch, cancel);
        return this with { Filter = filter, Events = events, HasOlder = events.Length == Stretch, Loaded = true };
    }

    public async Task<EventDiary> OlderAsync(CancellationToken cancel)
    {
        var older = Events.IsEmpty ? [] : await Archive.EventsAsync(Filter with { Before = Events[^1].Ordering }, Stretch, cancel);
        return this with { Events = [.. Events, .. older], HasOlder = older.Length == Stretch };
    }

    /// <summary>With what has happened since.</summary>
    public async Task<EventDiary> NewerAsync(CancellationToken cancel)
    {
        var newer = await Archive.EventsAsync(Filter with { After = Events.IsEmpty ? 0 : Events[0].Ordering }, Stretch, cancel);
        ImmutableArray<LoggedEvent> all = [.. newer.OrderByDescending(found => found.Ordering), .. Events]; // followers get the oldest first
        return all.Length <= Most ? this with { Events = all } : this with { Events = all[..Most], HasOlder = true };
    }
}
