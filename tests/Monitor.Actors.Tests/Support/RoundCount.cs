using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Actors.Tests.Support;

/// <summary>Counts rounds beside the journaled state as the actor does, and finds them again in its history.</summary>
public sealed class RoundCount
{
    private readonly List<ResultRow> _history = [];

    public Streak? Streak { get; private set; }

    public bool HasPassed { get; private set; }

    /// <summary>Failed rounds in a row.</summary>
    public int Failures { get; private set; }

    public TimeSpan GraceLeft { get; set; }

    /// <summary>The command as the actor gives it to the core.</summary>
    public CheckCommand Add(CheckCommand command, CheckState state, CheckDefinition definition)
    {
        if (command is CheckCommand.Define && state.Fingerprint != definition.Fingerprint)
            (Streak, HasPassed) = (null, false);
        if (command is not CheckCommand.RecordResult round)
            return command;
        _history.Add(RoundRow.Of(definition, round.Result, round.Verdict));
        var held = definition.Patience.HeldUntil(round.At, state, HasPassed, GraceLeft);
        var streak = Streak.After(Streak, round.Verdict, round.At, state, definition.Patience, held);
        Streak = streak is { IsSettled: false } ? streak : null;
        HasPassed |= round.Verdict.Status is CheckStatus.Ok or CheckStatus.Warn;
        Failures = round.Verdict.Status switch
        {
            CheckStatus.Fail => Failures + 1,
            CheckStatus.Unknown => Failures,
            _ => streak is { IsSettled: false } ? Failures : 0,
        };
        return round with { Streak = streak, Remedies = round.Remedies with { Failures = Failures } };
    }

    public Recount FromHistory(CheckState state, CheckDefinition definition)
    {
        var since = state.Since > state.DefinedAt ? state.Since : state.DefinedAt;
        var observed = _history.Where(row => row.Kind != ResultKind.Unknown && row.At >= since);
        var most = Math.Max(definition.Patience.FailureThreshold, definition.Patience.SuccessThreshold);
        return Recount.Of(observed.TakeLast(most), state, definition.Patience);
    }

    public void Restart(CheckState state, CheckDefinition definition)
    {
        var found = FromHistory(state, definition);
        (Streak, HasPassed) = (Streak.Unread(state).Complete(found.Streak), found.HasPassed);
    }
}
