using Monitor.Actors.History;

namespace Monitor.Actors.Checks;

/// <summary>What a check's newest rounds in the history come to, so that a restart forgets nothing; pure.</summary>
/// <param name="Failures">Failed rounds of the streak.</param>
/// <param name="HasPassed">One of the rounds was good.</param>
public sealed record Recount(Streak? Streak, int Failures, bool HasPassed)
{
    public static Recount Nothing { get; } = new(null, 0, false);

    /// <param name="rows">Oldest first, none older than the status and the definition.</param>
    public static Recount Of(IEnumerable<ResultRow> rows, CheckState state, Patience patience) =>
        rows.Aggregate(Nothing, (before, row) => before.And(row, state, patience));

    private Recount And(ResultRow row, CheckState state, Patience patience)
    {
        var verdict = new RoundVerdict((CheckStatus)row.Kind, row.Reason, row.Details);
        var held = patience.HeldUntil(row.At, state, HasPassed, graceLeft: TimeSpan.Zero);
        var streak = Streak.After(Streak, verdict, row.At, state, patience, held);
        var failures = streak is { IsFailing: true } ? Failures + (row.Kind == ResultKind.Fail ? 1 : 0) : 0;
        return new Recount(streak, failures, HasPassed || row.Kind is ResultKind.Ok or ResultKind.Warn);
    }
}
