namespace Monitor.Actors.Checks;

/// <summary>How sure the monitor wants to be before it says that a check is down or up again, and how it looks in the meantime.</summary>
public sealed record Patience
{
    /// <summary>One round decides, and rounds keep their interval.</summary>
    public static Patience None { get; } = new();

    /// <summary>From start to start of two rounds while failing or recovering; null: as always.</summary>
    public TimeSpan? RetryInterval { get; init; }

    /// <summary>So many failed rounds in a row make it FAIL.</summary>
    public int FailureThreshold { get; init; } = 1;

    /// <summary>So many good rounds in a row make it OK again.</summary>
    public int SuccessThreshold { get; init; } = 1;

    /// <summary>After the check was defined or changed, failures do not count for so long, or until the first good round.</summary>
    public TimeSpan StartPeriod { get; init; }

    /// <summary>After the start of the monitor nothing goes down and nothing recovers for so long.</summary>
    public TimeSpan StartupGrace { get; init; }

    /// <summary>True when rounds must be counted or held, so that the past matters after a restart.</summary>
    public bool Counts => FailureThreshold > 1 || SuccessThreshold > 1 || StartPeriod > TimeSpan.Zero;

    /// <summary>The end of the time in which a round at this moment changes nothing; null when it counts.</summary>
    /// <param name="hasPassed">A round has been good since the definition came into force.</param>
    /// <param name="graceLeft">Of <see cref="StartupGrace"/>.</param>
    public DateTimeOffset? HeldUntil(DateTimeOffset at, CheckState state, bool hasPassed, TimeSpan graceLeft)
    {
        DateTimeOffset? grace = graceLeft > TimeSpan.Zero ? at + graceLeft : null;
        var isNew = state.Incident is null && !hasPassed && !state.HasPassed;
        var start = isNew && at >= state.DefinedAt && at < state.DefinedAt + StartPeriod ? state.DefinedAt + StartPeriod : null;
        return grace > start || start is null ? grace : start;
    }
}
