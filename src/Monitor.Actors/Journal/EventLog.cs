using System.Collections.Immutable;

namespace Monitor.Actors.Journal;

/// <summary>Reads the journal as people read a diary: newest first, one sentence an event.</summary>
public sealed class EventLog
{
    public Task<ImmutableArray<LoggedEvent>> ReadAsync(EventFilter filter, int limit, CancellationToken cancel = default) =>
        throw new NotImplementedException();
}

/// <summary>Which events are wanted; nulls ask for all.</summary>
/// <param name="Check">Events of this check only.</param>
/// <param name="Kinds">Manifests, such as <c>down</c>; empty for all.</param>
/// <param name="After">Only events with a greater ordering, oldest first: for readers that follow along.</param>
/// <param name="Before">Only events with a smaller ordering, newest first: for paging back.</param>
public sealed record EventFilter(
    string? Check = null, ImmutableArray<string> Kinds = default, long? After = null, long? Before = null);

/// <summary>One journaled event with its place in the journal and in its check's own diary.</summary>
/// <param name="Ordering">Position in the whole journal.</param>
/// <param name="Kind">The manifest, such as <c>down</c>.</param>
/// <param name="Text">What happened, as a sentence.</param>
/// <param name="Json">The event as stored.</param>
public sealed record LoggedEvent(
    long Ordering, DateTimeOffset At, string Check, long SequenceNr, string Kind, string Text, string Json);
