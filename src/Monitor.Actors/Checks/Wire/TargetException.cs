namespace Monitor.Actors.Checks.Wire;

/// <summary>What there is to say of the target ended the probe early; the message is for people.</summary>
public sealed class TargetException(ObservationKind kind, string text, Exception? inner = null) : Exception(text, inner)
{
    public ObservationKind Kind { get; } = kind;

    public Observation Seen => ErrorDetails.Make(Kind, Message, null, ("error", ErrorDetails.Short(Message)));
}
