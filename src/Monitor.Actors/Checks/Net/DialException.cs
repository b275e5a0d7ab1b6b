namespace Monitor.Actors.Checks.Net;

/// <summary>No connection; the message says why, for people.</summary>
public sealed class DialException(ObservationKind kind, string text, Exception? inner = null) : Exception(text, inner)
{
    /// <summary>Error when the target is to blame; NotObserved when this side is, or the network policy.</summary>
    public ObservationKind Kind { get; } = kind;

    /// <summary>The policy forbids it; the message names the address.</summary>
    public bool IsBlocked { get; private init; }

    public static DialException Blocked(string why) =>
        new(ObservationKind.NotObserved, $"blocked by network policy: {why}") { IsBlocked = true };
}
