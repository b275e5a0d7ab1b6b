namespace Monitor.Actors.Checks;

/// <summary>Ends a probe from deep inside with what there is to say; the message is for people.</summary>
public sealed class ProbeEndedException(ObservationKind kind, string text, Exception? inner = null) : Exception(text, inner)
{
    public Observation Seen => ErrorDetails.Make(kind, Message, null, ("error", ErrorDetails.Short(Message)));
}
