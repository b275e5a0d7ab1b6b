using System.Collections.Immutable;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Config;

namespace Monitor.Actors.Alerts;

/// <summary>
/// Which channels carry alerts: mail where it is set up, the console where it is not (PARITY N3, K3), and whatever the
/// file adds; pure.
/// </summary>
public static class AlertRouting
{
    /// <param name="available">The names of the channels that the environment sets up.</param>
    public static ImmutableArray<string> Channels(MonitorConfig config, IEnumerable<string> available) =>
        [.. BuiltIn(config, available), .. config.Channels.Select(channel => channel.Name)];

    private static ImmutableArray<string> BuiltIn(MonitorConfig config, IEnumerable<string> available)
    {
        var mail = config.NotifyByEmail && available.Contains(EmailNotifier.ChannelName);
        return (mail, config.NotifyOnConsole) switch
        {
            (true, true) => [EmailNotifier.ChannelName, ConsoleNotifier.ChannelName],
            (true, false) => [EmailNotifier.ChannelName],
            _ => [ConsoleNotifier.ChannelName],
        };
    }
}
