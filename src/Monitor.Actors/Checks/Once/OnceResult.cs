using Monitor.Actors.Board;
using Monitor.Actors.History;

namespace Monitor.Actors.Checks.Once;

/// <summary>How a check is, seen by somebody who looks once and knows nothing of its past.</summary>
/// <param name="CanTell">False when only a running monitor could know it, or when it is said of others already.</param>
public sealed record OnceResult(CheckDefinition Check, ProbeResult Result, RoundVerdict Verdict, bool CanTell)
{
    /// <summary>The round as it would stand in the history.</summary>
    public ResultRow Row => RoundRow.Of(Check, Result, Verdict);

    /// <summary>The check as a group would see it on the board.</summary>
    internal CheckTile Tile => CheckFace.New.After(Result, Verdict, streak: null).Tile(Check, CheckState.New with { Status = Verdict.Status }, nextDueAt: null);
}
