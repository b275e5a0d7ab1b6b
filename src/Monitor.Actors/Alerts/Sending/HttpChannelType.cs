namespace Monitor.Actors.Alerts.Sending;

/// <summary>Base of channel types that send one HTTP request for an alert: what to send and what the answer means is all they say.</summary>
public abstract class HttpChannelType<TSpec>(string name, ChannelHttpRunner http) : ChannelType<TSpec>(name)
    where TSpec : notnull
{
    protected sealed override INotifier Make(ChannelDefinition channel, TSpec spec) => new HttpNotifier(
        channel.Name, OpensIncidents, IsForMachines, http, alert => Compose(spec, alert, AlertWords.Of(alert, channel.Board)), Judge);

    /// <summary>See <see cref="INotifier.IsForMachines"/>.</summary>
    protected virtual bool IsForMachines => OpensIncidents;

    /// <summary>Pure.</summary>
    protected abstract ChannelRequest Compose(TSpec spec, Alert alert, AlertWords words);

    /// <summary>Pure; what the answer means where it differs from <see cref="ChannelVerdict"/>.</summary>
    protected virtual Delivery Judge(ChannelReply reply) => ChannelVerdict.Of(reply);
}

/// <summary>A channel over HTTP.</summary>
internal sealed class HttpNotifier(
    string name, bool opensIncidents, bool isForMachines, ChannelHttpRunner http, Func<Alert, ChannelRequest> compose, Func<ChannelReply, Delivery> judge) : INotifier
{
    public string Name => name;

    public bool OpensIncidents => opensIncidents;

    public bool IsForMachines => isForMachines;

    public Task<Delivery> SendAsync(Alert alert, CancellationToken cancel) =>
        http.SendAsync(compose(alert), AlertText.Key(alert, name), judge, cancel);
}
