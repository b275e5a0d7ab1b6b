using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Actors.Roster;

/// <summary>What people can ask of the roster; answered with <see cref="RosterReply"/>.</summary>
public abstract record RosterRequest
{
    private RosterRequest()
    {
    }

    /// <summary>Adds a check; answered after it is saved.</summary>
    /// <param name="Entry">One entry of <c>checks:</c>, YAML or JSON.</param>
    public sealed record Add(string Entry) : RosterRequest;

    /// <summary>Adds several checks in one write.</summary>
    /// <param name="OnlyGood">Whether those without problems are added even if others have some.</param>
    public sealed record AddAll(string Entries, bool OnlyGood) : RosterRequest;

    /// <param name="Seen">The entry that was changed; when it is another by now, nothing is saved. Null to save in any case.</param>
    public sealed record Replace(string Name, string Entry, string? Seen = null) : RosterRequest;

    /// <summary>Gives tags to checks and takes them away, in one write; those of other files than the board's stay as they are.</summary>
    public sealed record Tag(ImmutableArray<string> Names, TagChange Change) : RosterRequest;

    public sealed record Remove(string Name) : RosterRequest;

    public sealed record Run(string Name) : RosterRequest;

    /// <summary>Answered with the definition that runs.</summary>
    public sealed record Define(string Name) : RosterRequest;

    /// <summary>Passed on to the check, which answers with <see cref="OrderDone"/> itself.</summary>
    public sealed record Give(string Name, CheckCommand Command) : RosterRequest;

    /// <summary>Passed on to the check, which answers with <see cref="TellingExplained"/> itself.</summary>
    public sealed record Explain(string Name) : RosterRequest;

    /// <summary>Puts the files of an earlier version in the place of those that are there.</summary>
    public sealed record GoBack(int Version) : RosterRequest;

    /// <summary>Reads an entry as if it were added or replaced, and changes nothing.</summary>
    public sealed record Validate(string Entry, string? Replacing) : RosterRequest;

    /// <summary>Reads several entries as if they were added together, and changes nothing.</summary>
    public sealed record ValidateAll(string Entries) : RosterRequest;
}

/// <summary>Starts a round of each of them now; not answered, what comes of it is published.</summary>
public sealed record RunRounds(ImmutableArray<CheckName> Names);

/// <summary>What became of a request.</summary>
/// <param name="Definition">The definition that a valid entry stands for.</param>
public sealed record RosterReply(
    RosterOutcome Outcome, string Message, ImmutableArray<ConfigProblem> Problems, CheckDefinition? Definition = null)
{
    /// <summary>What is thought of each of several entries; null when it was one.</summary>
    public EntryBatch? Batch { get; init; }
}

/// <summary>How a request ended.</summary>
public enum RosterOutcome
{
    Done,
    Invalid,
    NameTaken,
    NotFound,

    /// <summary>The check comes from a file that the board does not write.</summary>
    OwnedByFile,

    /// <summary>Somebody has changed the entry meanwhile; the reply's definition is the one that is there.</summary>
    Changed,

    /// <summary>The board's file could not be written; nothing has changed.</summary>
    NotSaved,
}

/// <summary>Published when the configuration was read, whatever came of it.</summary>
public sealed record RosterChanged(ConfigStatus Config, TimeZoneInfo Zone)
{
    /// <summary>The channels that carry alerts under the running configuration.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>What everybody may see; null when there is no status page.</summary>
    public PublicPage? StatusPage { get; init; }

    /// <summary>When trouble is expected, by the configuration.</summary>
    public ImmutableArray<PlannedWindow> Maintenance { get; init; } = [];

    /// <summary>Null when none is configured.</summary>
    public HeartbeatSettings? Heartbeat { get; init; }
}
