using Monitor.Actors.Alerts.Sending;

namespace Monitor.Actors.Alerts;

/// <summary>An entry of <c>channels:</c>, read and valid.</summary>
/// <param name="Spec">What its type made of its own keys.</param>
/// <param name="Fingerprint">Equal for equal definitions, whatever the layout.</param>
public sealed record ChannelDefinition(string Name, IChannelType Type, object Spec, string Fingerprint)
{
    /// <summary>Where the board is for whoever reads the alerts (<c>BOARD_URL</c>); null when nobody has said.</summary>
    public Uri? Board { get; init; }

    public ChannelManner Manner { get; init; } = ChannelManner.Plain;

    /// <summary>What placeholders brought in, and must not get out.</summary>
    internal ChannelMask Mask { get; init; } = ChannelMask.None;

    public INotifier Make() => new MaskedNotifier(Type.Make(this), Mask);

    /// <summary>Nothing of the spec, which holds secrets.</summary>
    public override string ToString() => $"{Name} ({Type.Name})";
}
