using System.Collections.Immutable;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Alerts;

/// <summary>Which channels carry whose alerts under a configuration; used by one thread.</summary>
/// <remarks>
/// Without <c>routes:</c> every alert goes to every channel of the file, and to mail where it is set up or the console where it
/// is not (PARITY N3, K3). With them, only those two tell what no route concerns.
/// </remarks>
public sealed class AlertRouting
{
    private readonly ImmutableArray<RouteRule> _rules;
    private readonly ImmutableHashSet<string> _available;
    private readonly ImmutableArray<string> _builtIn;
    private readonly ImmutableArray<string> _recipients;
    private readonly Dictionary<string, (ImmutableArray<string> Channels, ImmutableArray<AlertRoute> Routes)> _ways = [];

    /// <param name="builtIn">The names of the channels that the environment sets up.</param>
    public AlertRouting(MonitorConfig config, IEnumerable<string> builtIn)
    {
        _available = [.. builtIn, .. config.Channels.Select(channel => channel.Name)];
        _recipients = [.. _available.Where(EmailNotifier.IsForOne).Order(StringComparer.Ordinal)]; // no channel of the file may be named so
        _rules = config.Routes;
        _builtIn = BuiltIn(config);
        var all = _rules.IsEmpty ? config.Channels.Select(channel => channel.Name) : [];
        Usual = [.. _builtIn, .. all];
        OfEngine = _rules.Where(rule => rule.Match.IsAll).SelectMany(rule => Reachable(rule.Route.Channels)).Distinct(StringComparer.Ordinal).ToImmutableArray() is { IsEmpty: false } routed
            ? routed
            : Usual;
    }

    /// <summary>Who is told of the monitor's own trouble: the routes for all checks, if there are any.</summary>
    public ImmutableArray<string> OfEngine { get; }

    /// <summary>Who is told of what no route concerns.</summary>
    public ImmutableArray<string> Usual { get; }

    /// <summary>The channels as they are told, and the built-in ones.</summary>
    public MonitorConfig Reaching(MonitorConfig config) => config with
    {
        Channels = [.. config.Channels.Select(channel => channel with { Manner = Reaching(channel.Manner) })],
        Manner = Reaching(config.Manner),
    };

    /// <summary>The check with the way its alerts take.</summary>
    public CheckDefinition Routed(CheckDefinition check)
    {
        if (_rules.IsEmpty)
            return check with { Channels = Usual };
        var concerned = _rules.Where(rule => rule.Match.Concerns(check)).ToArray();
        var key = string.Join(',', concerned.Select(rule => rule.Number));
        if (!_ways.TryGetValue(key, out var way)) // the same arrays for all checks that go the same way
            _ways[key] = way = Way(concerned);
        return check with { Channels = way.Channels, Routes = way.Routes };
    }

    /// <summary>The report with the channels that there are.</summary>
    public ReportDefinition Routed(ReportDefinition report) => report with { Channels = Reachable(report.Channels) };

    private (ImmutableArray<string>, ImmutableArray<AlertRoute>) Way(RouteRule[] concerned)
    {
        ImmutableArray<AlertRoute> routes = [.. concerned.Select(rule => rule.Route with { Channels = Reachable(rule.Route.Channels) })];
        return routes.IsEmpty
            ? (Usual, [])
            : ([.. routes.SelectMany(route => route.Channels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], routes);
    }

    private ChannelManner Reaching(ChannelManner manner) =>
        manner.Fallback is { } fallback ? manner with { Fallback = fallback with { Channels = Reachable([fallback.Channel]) } } : manner;

    private ImmutableArray<string> Reachable(ImmutableArray<string> channels) => [.. channels.Select(Reachable).SelectMany(channel => Each(channel)).Distinct(StringComparer.Ordinal)];

    /// <summary>Mail to several is a channel for each: what one of them does not get yet is nobody else's concern.</summary>
    private ImmutableArray<string> Each(string channel) => channel == EmailNotifier.ChannelName && !_recipients.IsEmpty ? _recipients : [channel];

    /// <summary>A way to a channel that is not set up ends on the console, so that nothing is lost; the only recipient of mail is mail.</summary>
    private string Reachable(string channel) =>
        _available.Contains(channel) ? channel
        : EmailNotifier.IsForOne(channel) ? Reachable(EmailNotifier.ChannelName)
        : ConsoleNotifier.ChannelName;

    private ImmutableArray<string> BuiltIn(MonitorConfig config)
    {
        var mail = config.NotifyByEmail && _available.Contains(EmailNotifier.ChannelName);
        return (mail, config.NotifyOnConsole) switch
        {
            (true, true) => [.. Each(EmailNotifier.ChannelName), ConsoleNotifier.ChannelName],
            (true, false) => Each(EmailNotifier.ChannelName),
            _ => [ConsoleNotifier.ChannelName],
        };
    }
}
