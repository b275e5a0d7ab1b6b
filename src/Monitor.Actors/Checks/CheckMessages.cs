using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks.Pings;

namespace Monitor.Actors.Checks;

/// <summary>Takes over a changed definition; the check keeps its state and its history.</summary>
public sealed record Redefine(CheckDefinition Definition);

/// <summary>Starts a round now, unless one is under way.</summary>
public sealed record RunNow
{
    public static RunNow Instance { get; } = new();
}

/// <summary>Asks who is told of the check's failure, and who would be; answered with <see cref="TellingExplained"/>.</summary>
public sealed record ExplainTelling
{
    public static ExplainTelling Instance { get; } = new();
}

/// <summary>Who is told, step by step, in sentences.</summary>
/// <param name="Now">How it stands.</param>
/// <param name="IfItFailed">What would follow if it failed now.</param>
public sealed record TellingExplained(CheckName Check, ImmutableArray<string> Now, ImmutableArray<string> IfItFailed);

/// <summary>Something outside of the check has changed how the board shows it.</summary>
public sealed record Redraw
{
    public static Redraw Instance { get; } = new();
}

/// <summary>What a person orders; answered with <see cref="OrderDone"/> after it is stored, or with <see cref="OrderRefused"/>.</summary>
public sealed record Order(CheckCommand Command);

/// <summary>The order is stored.</summary>
public sealed record OrderDone(CheckName Check, string Message);

/// <summary>The order makes no sense as the check stands, and why; nothing was stored.</summary>
public sealed record OrderRefused(CheckName Check, string Message);

/// <summary>A ping came in for the check; answered with <see cref="PingTaken"/>.</summary>
public sealed record TakePing(Ping Ping);

/// <summary>The check counts the ping from now on, and has handed it to the history.</summary>
/// <param name="Wanted">False when the check does not wait for pings any more.</param>
public sealed record PingTaken(bool Wanted);

/// <summary>Published after a board on which some check came, went, or changed its status.</summary>
public sealed record BoardMoved
{
    public static BoardMoved Instance { get; } = new();
}

/// <summary>Published whenever anything that the board shows of a check has changed.</summary>
/// <param name="Beat">The status of the round that has just finished; null when none has.</param>
public sealed record CheckChanged(CheckTile Tile, CheckStatus? Beat);

/// <summary>Published when a check was removed.</summary>
public sealed record CheckGone(CheckName Name);

/// <summary>Published after an event was stored.</summary>
public sealed record EventJournaled(CheckName Check, CheckEvent Happened);

/// <summary>Published when the journal did not take or give a check's events; the check is restarted with backoff.</summary>
public sealed record JournalFailed(CheckName Check, string Reason, DateTimeOffset At);

/// <summary>Published when a check has read its journal and ended a round on it.</summary>
public sealed record JournalWorks(CheckName Check, DateTimeOffset At);
