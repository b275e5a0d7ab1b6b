using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Journal;

/// <summary>How far an alert has come on one channel.</summary>
public enum DeliveryState
{
    Delivered,
    Waiting,

    /// <summary>Given up: the channel will not take it any more.</summary>
    Abandoned,
}

/// <summary>What became of one alert on one channel.</summary>
/// <param name="Ordering">The alert's position in the journal.</param>
/// <param name="SettledAt">When it was delivered or given up; null while it waits.</param>
/// <param name="Answer">What the receiver said, or why it was given up.</param>
/// <param name="Held">Why it waited, oldest first.</param>
/// <param name="ResentAt">When it was told again after it was given up.</param>
/// <param name="ToldInstead">The channel that was told instead of this one; null for none.</param>
public sealed record AlertDelivery(
    long Ordering,
    string Check,
    CheckEvent.AlertRaised Alert,
    string Channel,
    DeliveryState State,
    DateTimeOffset? SettledAt,
    string? Answer,
    ImmutableArray<HeldReason> Held,
    DateTimeOffset? ResentAt = null,
    string? ToldInstead = null)
{
    /// <summary>Whether it is not over: it waits, or was given up and nobody was told instead.</summary>
    public bool IsOpen => State == DeliveryState.Waiting || (IsLost && ToldInstead is null);

    /// <summary>Whether it is lost, and its check may tell it again; a report can be made anew instead.</summary>
    public bool CanBeResent => IsLost && Alert.Kind != AlertKind.Report;

    /// <summary>Whether it was given up, for another reason than that there was nothing to tell, and was not told again since.</summary>
    public bool IsLost => State == DeliveryState.Abandoned && Answer != CheckDecider.NeverAnnounced && ResentAt is null;
}

/// <summary>Why an alert waited, and since when.</summary>
public sealed record HeldReason(DateTimeOffset At, string Reason);

/// <summary>Which deliveries are wanted; nulls ask for all.</summary>
/// <param name="Since">Only alerts raised then or later.</param>
/// <param name="Before">Only alerts with a smaller ordering: for paging back.</param>
/// <param name="OnlyOpen">Only what <see cref="AlertDelivery.IsOpen"/>.</param>
public sealed record DeliveryFilter(
    string? Check = null, string? Channel = null, DeliveryState? State = null, DateTimeOffset? Since = null, long? Before = null, bool OnlyOpen = false)
{
    /// <summary>Only of these checks, or of what else raises alerts; null for all.</summary>
    public IReadOnlySet<string>? Among { get; init; }

    public bool Takes(AlertDelivery delivery) =>
        (Check is null || delivery.Check == Check)
        && (Among is null || Among.Contains(delivery.Check))
        && (Channel is null || string.Equals(delivery.Channel, Channel, StringComparison.OrdinalIgnoreCase))
        && (State is null || delivery.State == State)
        && (Since is null || delivery.Alert.At >= Since)
        && (Before is null || delivery.Ordering < Before)
        && (!OnlyOpen || delivery.IsOpen);
}

/// <summary>Deliveries, newest alert first.</summary>
/// <param name="Next">What to give as <see cref="DeliveryFilter.Before"/> for the page behind it; null when this is the last.</param>
public sealed record DeliveryPage(ImmutableArray<AlertDelivery> Deliveries, long? Next);
