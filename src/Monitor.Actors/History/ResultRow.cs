using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>One line of what was observed or done: a probe result, or a remedy's run.</summary>
/// <param name="LatencyMs">Null when nothing was measured.</param>
/// <param name="Details">Compact JSON as in PARITY H4/R3; null stands for <c>{"status_code":StatusCode}</c>.</param>
public sealed record ResultRow(
    CheckName Check,
    DateTimeOffset At,
    ResultKind Kind,
    int? LatencyMs,
    int Attempts,
    int? StatusCode = null,
    string? Reason = null,
    string? Details = null)
{
    /// <summary>How long it may take until the next round's result; kept when it changes. Null when read, and of what is no round.</summary>
    public TimeSpan? NextWithin { get; init; }

    /// <summary>A round in maintenance: it is kept and shown, and counts neither for nor against the target.</summary>
    public bool InMaintenance { get; init; }

    /// <summary>Set when this is no result, but something that goes into the history with them.</summary>
    public HistoryNote? Note { get; init; }

    public static ResultRow Of(CheckName check, DateTimeOffset at, HistoryNote note) =>
        new(check, at, ResultKind.Unknown, null, 0) { Note = note };
}

/// <summary>The status words of the results files (PARITY F6), plus the two that the original did not know.</summary>
/// <remarks>The numbers are stored and must not change; 0 to 3 are those of <see cref="CheckStatus"/>.</remarks>
public enum ResultKind
{
    Unknown = 0,
    Ok = 1,
    Warn = 2,
    Fail = 3,
    Action = 4,
    ActionFail = 5,
}
