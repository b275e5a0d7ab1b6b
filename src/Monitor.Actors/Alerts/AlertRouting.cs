using System.Collections.Immutable;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;

namespace Monitor.Actors.Alerts;

/// <summary>Which channels carry whose alerts under a configuration; used by one thread.</summary>
/// <remarks>
/// Without <c>routes:</c>, or for a check that none of them concerns: mail where it is set up, the console where it is not
/// (PARITY N3, K3).
/// </remarks>
public sealed class AlertRouting
{
    private readonly ImmutableArray<RouteRule> _rules;
    private readonly ImmutableHashSet<string> _available;
    private readonly Dictionary<string, (ImmutableArray<string> Channels, ImmutableArray<AlertRoute> Routes)> _ways = [];

    /// <param name="available">The names of all channels that are set up.</param>
    public AlertRouting(MonitorConfig config, IEnumerable<string> available)
    {
        _available = available.ToImmutableHashSet(StringComparer.Ordinal);
        _rules = config.Routes;
        Usual = Default(config);
    }

    /// <summary>Who is told of what no route concerns, and of the monitor's own trouble.</summary>
    public ImmutableArray<string> Usual { get; }

    /// <summary>The check with the way its alerts take.</summary>
    public CheckDefinition Routed(CheckDefinition check)
    {
        if (_rules.IsEmpty)
            return check with { Channels = Usual };
        var concerned = _rules.Where(rule => rule.Concerns(check)).ToArray();
        var key = string.Join(',', concerned.Select(rule => rule.Number));
        if (!_ways.TryGetValue(key, out var way)) // the same arrays for all checks that go the same way
            _ways[key] = way = Way(concerned);
        return check with { Channels = way.Channels, Routes = way.Routes };
    }

    private (ImmutableArray<string>, ImmutableArray<AlertRoute>) Way(RouteRule[] concerned)
    {
        ImmutableArray<AlertRoute> routes = [.. concerned.Select(rule => rule.Route with { Channels = Reachable(rule.Route.Channels) })];
        return routes.IsEmpty
            ? (Usual, [])
            : ([.. routes.SelectMany(route => route.Channels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], routes);
    }

    /// <summary>A route to a channel that is not set up ends on the console, so that nothing is lost.</summary>
    private ImmutableArray<string> Reachable(ImmutableArray<string> channels) =>
        [.. channels.Select(channel => _available.Contains(channel) ? channel : ConsoleNotifier.ChannelName).Distinct(StringComparer.Ordinal)];

    private ImmutableArray<string> Default(MonitorConfig config)
    {
        var mail = config.NotifyByEmail && _available.Contains(EmailNotifier.ChannelName);
        return (mail, config.NotifyOnConsole) switch
        {
            (true, true) => [EmailNotifier.ChannelName, ConsoleNotifier.ChannelName],
            (true, false) => [EmailNotifier.ChannelName],
            _ => [ConsoleNotifier.ChannelName],
        };
    }
}
