using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Alerts;

/// <summary>Asks for one alert to be delivered on one channel; repeated until it is settled.</summary>
public sealed record OfferAlert(CheckName Check, CheckEvent.AlertRaised Alert, string Channel)
{
    /// <summary>Set when it is about the monitor itself.</summary>
    public AlertNotice? Notice { get; init; }

    /// <summary>The set of checks that the check belongs to; null for none.</summary>
    public string? Group { get; init; }
}

/// <summary>Published when a channel begins or ceases to be unable to deliver.</summary>
/// <param name="Trouble">Null when it delivers again.</param>
public sealed record ChannelChanged(string Channel, string? Trouble, DateTimeOffset At);

/// <summary>Says which channels there are besides the built-in ones; what is not among them is stopped.</summary>
/// <param name="BuiltIn">How the built-in ones tell alerts.</param>
public sealed record UseChannels(ImmutableArray<ChannelDefinition> Channels, ChannelManner BuiltIn);

/// <summary>Asks a channel to give back what it has not delivered, and to stop.</summary>
internal sealed record HandOver
{
    public static HandOver Instance { get; } = new();
}

/// <summary>A channel has given back all that it had.</summary>
internal sealed record HandedOver(string Channel);

/// <summary>What can be asked of the channels; answered by <see cref="AlertsActor"/>.</summary>
public abstract record ChannelQuery
{
    private ChannelQuery()
    {
    }

    /// <summary>Which there are; answered with <see cref="ChannelList"/>.</summary>
    public sealed record Get : ChannelQuery
    {
        public static Get Instance { get; } = new();
    }

    /// <summary>Sends a test; answered with <see cref="ChannelTested"/>.</summary>
    /// <param name="Name">Case makes no difference.</param>
    public sealed record Test(string Name) : ChannelQuery;
}

/// <summary>The channels that there are, by name, with their types.</summary>
public sealed record ChannelList(ImmutableArray<(string Name, string Type)> Channels);

/// <summary>How a test went.</summary>
/// <param name="Name">The channel's name; null when there is none of the name that was asked for.</param>
/// <param name="Delivery">What the receiver said.</param>
public sealed record ChannelTested(string? Name, Delivery? Delivery);
