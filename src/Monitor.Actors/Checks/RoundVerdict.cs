namespace Monitor.Actors.Checks;

/// <summary>What a round means: the observation after latency limits and deadlines were applied.</summary>
/// <param name="Reason">Why it is not OK, or what a job is doing.</param>
/// <param name="Details">The details row of the round (PARITY H4, J2-J5); null stands for the bare status code.</param>
/// <param name="MissedWindow">The deadline window that was missed, if that is why.</param>
public sealed record RoundVerdict(CheckStatus Status, string? Reason, string? Details, string? MissedWindow = null);
