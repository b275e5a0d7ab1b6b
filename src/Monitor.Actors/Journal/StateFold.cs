using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>What the stored events of a check come to.</summary>
/// <param name="Number">Of the newest event that is in it; 0 when there is none.</param>
/// <param name="Created">When that one was stored.</param>
internal sealed record StateFold(CheckState State, long Number, long Created)
{
    public static StateFold Nothing { get; } = new(CheckState.New, 0, 0);

    /// <summary>Null when it cannot be used.</summary>
    public static StateFold? Of(StoredState stored) => stored.Read() is { } state ? new(state, stored.SequenceNumber, stored.Created) : null;

    /// <summary>With the events after it, in their order; null when one is missing or deleted, or two wrote in turns: that is not for us to judge.</summary>
    /// <exception cref="JournalFormatException">An event was not written by this version or an older one.</exception>
    public StateFold? Then(IEnumerable<JournalRow> rows)
    {
        var (state, number, created) = this;
        var (writer, writers) = ("", new HashSet<string>());
        foreach (var row in rows)
        {
            if (row.IsDeleted || row.SequenceNumber != number + 1 || (row.Writer != writer && !writers.Add(row.Writer)))
                return null;
            writer = row.Writer;
            (state, number, created) = (state.Apply(EventJson.Read(row.Message, row.Manifest)), row.SequenceNumber, row.Created);
        }

        return new StateFold(state, number, created);
    }

    public StoredState Stored(string persistenceId) => StoredState.Of(persistenceId, Number, Created, State);
}
