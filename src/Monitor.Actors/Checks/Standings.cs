using System.Collections.Concurrent;

namespace Monitor.Actors.Checks;

/// <summary>How a check stands for those that depend on it.</summary>
/// <param name="Failing">Its last round failed, or its incident is open.</param>
/// <param name="LookedAt">When its last finished round started; null when it has none since the monitor started.</param>
/// <param name="Rests">It is paused, so that nobody waits for its next round.</param>
public sealed record Standing(bool Failing, DateTimeOffset? LookedAt, TimeSpan Interval, bool Rests = false);

/// <summary>A check that another one depends on; its standing is null while nothing is known of it.</summary>
public readonly record struct ParentStanding(CheckName Name, Standing? Standing);

/// <summary>Where checks that others depend on leave how they stand: each writes its own, its children read it.</summary>
/// <remarks>Thread-safe; nobody asks an actor, so none can hold up another.</remarks>
public sealed class Standings
{
    private readonly ConcurrentDictionary<CheckName, Standing?> _known = [];

    /// <summary>Called by children, so that checks that nobody depends on leave nothing here.</summary>
    public void Want(CheckName parent) => _known.TryAdd(parent, null);

    /// <summary>An incident that was open when the monitor stopped is open; that a check was well then says nothing.</summary>
    public void NoteAtStart(CheckDefinition check, CheckState state) => Note(check, new(state.Incident is not null, null, check.Interval));

    public void NoteRound(CheckDefinition check, bool failing, DateTimeOffset startedAt) => Note(check, new(failing, startedAt, check.Interval));

    public void NoteRest(CheckDefinition check) => Note(check, new(false, null, check.Interval, Rests: true));

    public void Forget(CheckName check)
    {
        if (_known.ContainsKey(check))
            _known[check] = null;
    }

    public Standing? Of(CheckName check) => _known.GetValueOrDefault(check);

    private void Note(CheckDefinition check, Standing standing)
    {
        if (_known.ContainsKey(check.Name))
            _known[check.Name] = standing;
    }
}
