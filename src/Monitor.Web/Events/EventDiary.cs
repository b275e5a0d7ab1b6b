using System.Collections.Immutable;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;

namespace Monitor.Web.Events;

/// <summary>A growing stretch of the journal, newest first: more below when asked for, more above as it happens.</summary>
public sealed class EventDiary(IArchive archive, int stretch)
{
    // A tab that stays open for weeks does not grow for ever.
    private const int Most = 1000;

    public ImmutableArray<LoggedEvent> Events { get; private set; } = [];

    public bool HasOlder { get; private set; }

    public bool Loaded { get; private set; }

    public EventFilter Filter { get; private set; } = new();

    public async Task StartAsync(EventFilter filter, CancellationToken cancel)
    {
        var events = await archive.EventsAsync(filter, stretch, cancel);
        (Filter, Events, HasOlder, Loaded) = (filter, events, events.Length == stretch, true);
    }

    public async Task OlderAsync(CancellationToken cancel)
    {
        var older = Events.IsEmpty ? [] : await archive.EventsAsync(Filter with { Before = Events[^1].Ordering }, stretch, cancel);
        Events = [.. Events, .. older.Where(found => Events.IsEmpty || found.Ordering < Events[^1].Ordering)];
        HasOlder = older.Length == stretch;
    }

    /// <summary>Takes in what has happened since; true when something has.</summary>
    public async Task<bool> NewerAsync(CancellationToken cancel)
    {
        var top = Events.IsEmpty ? 0 : Events[0].Ordering;
        var newer = await archive.EventsAsync(Filter with { After = top }, stretch, cancel);
        if (newer.IsEmpty || cancel.IsCancellationRequested)
            return false;
        // Followers get the oldest first.
        Events = [.. newer.Where(found => found.Ordering > top).OrderByDescending(found => found.Ordering), .. Events];
        if (Events.Length > Most)
            (Events, HasOlder) = (Events[..Most], true);
        return true;
    }
}
