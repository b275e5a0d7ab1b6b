namespace Monitor.Actors.Checks;

/// <summary>Ends a probe from deep inside with what there is to say.</summary>
public sealed class ProbeEndedException(Observation seen, Exception? inner = null) : Exception(seen.Reason, inner)
{
    /// <param name="text">For people.</param>
    public ProbeEndedException(ObservationKind kind, string text, Exception? inner = null)
        : this(ErrorDetails.Make(kind, text, null, ("error", ErrorDetails.Short(text))), inner)
    {
    }

    public Observation Seen { get; } = seen;
}
