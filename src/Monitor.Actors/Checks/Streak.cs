namespace Monitor.Actors.Checks;

/// <summary>Rounds in a row that speak against what is settled: failures while the check is up, good rounds while it is down.</summary>
/// <remarks>Not journaled: it is counted from the history after a restart, by the same function (<see cref="Recount"/>).</remarks>
/// <param name="IsFailing">The check is up and the rounds failed; otherwise it is down and they were good.</param>
/// <param name="Rounds">How many of them count.</param>
/// <param name="Of">How many settle it.</param>
/// <param name="Since">When the first of them ended, counted or not; null before the first.</param>
/// <param name="HeldUntil">Rounds before this moment do not count; null when they do.</param>
public sealed record Streak(bool IsFailing, int Rounds, int Of, DateTimeOffset? Since, DateTimeOffset? HeldUntil = null)
{
    /// <summary>What came before is still being looked up.</summary>
    public bool IsPartial { get; init; }

    public bool IsSettled => HeldUntil is null && Rounds >= Of;

    /// <summary>True when there is something to say.</summary>
    public bool IsOpen => Since is not null && !IsSettled;

    /// <summary>Of a check whose past is being looked up.</summary>
    public static Streak Unread(CheckState state) => new(state.Incident is null, 0, int.MaxValue, null) { IsPartial = true };

    /// <summary>The streak after a round; null when the round agrees with what is settled. Pure.</summary>
    /// <remarks>A round that observed nothing changes nothing. A missed deadline is a fact: one round is enough.</remarks>
    public static Streak? After(
        Streak? before, RoundVerdict verdict, DateTimeOffset at, CheckState state, Patience patience, DateTimeOffset? heldUntil)
    {
        var isUp = state.Incident is null;
        if (verdict.Status == CheckStatus.Unknown)
            return before;
        if (isUp != (verdict.Status == CheckStatus.Fail))
            return null;
        var earlier = before?.IsFailing == isUp ? before : null;
        var needed = !isUp ? patience.SuccessThreshold : verdict.MissedWindow is null ? patience.FailureThreshold : 1;
        var counted = heldUntil is null ? 1 : 0;
        return new Streak(isUp, (earlier?.Rounds ?? 0) + counted, needed, earlier?.Since ?? at, heldUntil)
        {
            IsPartial = earlier?.IsPartial ?? false,
        };
    }

    /// <summary>The same, with what was found in the history in front; null when nothing speaks against what is settled.</summary>
    public Streak? Complete(Streak? found) =>
        this with { IsPartial = false, Rounds = Rounds + (found?.Rounds ?? 0), Of = found is null ? Of : Math.Min(Of, found.Of), Since = found?.Since ?? Since }
            is { Since: not null } whole ? whole : null;
}
