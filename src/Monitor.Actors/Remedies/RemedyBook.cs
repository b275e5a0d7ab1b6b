namespace Monitor.Actors.Remedies;

/// <summary>Where checks read what the remedies of all checks do; written by <see cref="RemediesActor"/>.</summary>
/// <remarks>Thread-safe. It may be a moment old, so whoever writes it has the last word.</remarks>
public sealed class RemedyBook
{
    private RemedyTraffic _traffic = RemedyTraffic.None;
    private volatile int _maxPerHour;

    public RemedyTraffic Current => Volatile.Read(ref _traffic) with { MaxPerHour = MaxPerHour };

    /// <summary>As the configuration says; null for no limit.</summary>
    public int? MaxPerHour
    {
        get => _maxPerHour > 0 ? _maxPerHour : null;
        set => _maxPerHour = value ?? 0;
    }

    public void Publish(RemedyTraffic traffic) => Volatile.Write(ref _traffic, traffic);
}
