using Akka.Actor;
using Akka.Hosting;
using Monitor.Actors.Alerts;

namespace Monitor.Web.Engine;

/// <summary>What people can ask of the channels over the API.</summary>
public sealed class ChannelControls(IRequiredActor<AlertsActor> alerts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A mail server may take its time, and what opens something elsewhere closes it again.</summary>
    private static readonly TimeSpan TestPatience = TimeSpan.FromSeconds(60);

    /// <summary>Null when the engine does not answer in time.</summary>
    public Task<ChannelList?> ListAsync(CancellationToken cancel) => AskAsync<ChannelList>(ChannelQuery.Get.Instance, Patience, cancel);

    /// <summary>Null when there is no answer in time.</summary>
    public Task<ChannelTested?> TestAsync(string name, CancellationToken cancel) => AskAsync<ChannelTested>(new ChannelQuery.Test(name), TestPatience, cancel);

    private async Task<TAnswer?> AskAsync<TAnswer>(ChannelQuery query, TimeSpan patience, CancellationToken cancel)
        where TAnswer : class
    {
        try
        {
            return await alerts.ActorRef.Ask<TAnswer>(query, patience, cancel);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
