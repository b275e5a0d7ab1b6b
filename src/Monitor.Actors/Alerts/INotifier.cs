using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>A way to tell people: it knows its own protocol and nothing of queues and retries.</summary>
/// <remarks>
/// <see cref="SendAsync"/> is called for one alert at a time, on the thread pool. Expected trouble is a
/// <see cref="Delivery"/>; what escapes counts as <see cref="Delivery.TryLater"/>. It must stop promptly when cancelled.
/// </remarks>
public interface INotifier
{
    /// <summary>The channel's name on the board and in the journal.</summary>
    string Name { get; }

    /// <summary>Whether what it tells of stays open at the receiver until it is told of the end.</summary>
    bool OpensIncidents => false;

    /// <summary>Whether programs read it, which need the beginning of a failure as well as its end.</summary>
    bool IsForMachines => OpensIncidents;

    Task<Delivery> SendAsync(Alert alert, CancellationToken cancel);
}

/// <summary>An alert as a channel gets it.</summary>
/// <param name="Id">The same on every attempt, so that a receiver can drop repeats.</param>
/// <param name="Details">Compact JSON, or null.</param>
public sealed record Alert(
    string Id,
    CheckName Check,
    AlertKind Kind,
    string Severity,
    DateTimeOffset At,
    string? Reason,
    string? Details)
{
    /// <summary>What belongs together: the same for the failure, what is told meanwhile, and the recovery.</summary>
    public string Incident { get; init; } = "";

    /// <summary>Says that it comes late or another way than usual, and why; null when it does not.</summary>
    public string? Delay { get; init; }

    /// <summary>Somebody wants to see whether the channel works.</summary>
    public bool IsTest { get; init; }

    /// <summary>What has happened, in the word that receivers get.</summary>
    public string Event => IsTest ? "test" : AlertKinds.Word(Kind);

    /// <summary>Whether it says that something has ended.</summary>
    public bool IsOver => Kind is AlertKind.Recovered or AlertKind.FlappingEnd;

    /// <summary>What a receiver that keeps incidents knows this one by; flapping spans incidents, so it is one of its own.</summary>
    public string DedupKey => Kind is AlertKind.Flapping or AlertKind.FlappingEnd ? $"{Check}/flapping" : Incident;

    /// <summary>What it says in words of its own; null when it is about one check.</summary>
    public AlertNotice? Notice { get; init; }

    public static Alert Of(OfferAlert offer) => new(
        offer.Alert.Id, offer.Check, offer.Alert.Kind, offer.Alert.Severity, offer.Alert.TellsOf, offer.Alert.Reason, offer.Alert.Details)
    {
        Incident = offer.Alert.Incident,
        Notice = offer.Notice,
        Delay = offer.Alert.InsteadOf is null ? null : offer.Alert.Via,
    };
}

/// <summary>An alert that has words of its own: about the monitor itself, about several checks at once, a report, or a test.</summary>
/// <param name="Body">Plain text.</param>
public sealed record AlertNotice(string Subject, string Body)
{
    /// <summary>The same as part of a page of a mail; null when plain text says it well.</summary>
    public string? Html { get; init; }

    /// <summary>The page of the board that has more of it, such as <c>reports/r-1</c>; null for the board itself.</summary>
    public string? Page { get; init; }
}

/// <summary>What became of an attempt to deliver an alert.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The receiver has taken it; only said after its final answer.</summary>
    public sealed record Sent(string? Answer = null) : Delivery;

    /// <summary>Not now.</summary>
    /// <param name="After">When to come again, if the receiver has said so.</param>
    public sealed record TryLater(string Why, TimeSpan? After = null) : Delivery;

    /// <summary>Never.</summary>
    public sealed record GiveUp(string Why) : Delivery;
}
