using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Pings;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Pings;

/// <summary>A check that waits for pings, told in minutes since it was defined.</summary>
internal sealed class PingStory
{
    private static readonly DateTimeOffset T0 = Some.T0;

    private PingWatch _watch;
    private bool _isDown;
    private double _now;

    public PingStory(PingRules rules, string zone = "UTC", DateTimeOffset? start = null)
    {
        Start = start ?? T0;
        _watch = new PingWatch(rules, TimeZoneInfo.FindSystemTimeZoneById(zone), PingProgress.None, Start);
    }

    public DateTimeOffset Start { get; }

    public PingProgress Progress => _watch.Progress;

    /// <summary>Minutes from the start to when the answer changes by itself.</summary>
    public double? ChangesAt => (_watch.ChangesAt(At(_now), Start) - Start)?.TotalMinutes;

    public static PingRules Every(double minutes, double grace = 5, double? startGrace = null, double? finishWithin = null) => new(
        new Secret("token"), TimeSpan.FromMinutes(minutes), null, TimeSpan.FromMinutes(grace), Minutes(startGrace), Minutes(finishWithin));

    public static PingRules By(string cron, double grace = 5) =>
        new(new Secret("token"), null, CronTimes.Parse(cron), TimeSpan.FromMinutes(grace));

    public PingStory Ping(double minute, PingKind kind = PingKind.Success, Guid? run = null, string? message = null)
    {
        _now = minute;
        _watch = _watch.Take(new Ping(kind, At(minute), run, message));
        Look();
        return this;
    }

    /// <summary>Nobody was there since the last step; only the last details survive, and whether an incident is open.</summary>
    public PingStory Restart(double minute)
    {
        _now = minute;
        var details = PingDetails.Write(_watch.Progress, null);
        _watch = new PingWatch(_watch.Rules, _watch.Zone, PingDetails.Read(details), At(minute));
        return this;
    }

    /// <summary>Looks at a moment, and at every moment before it at which the answer changes by itself.</summary>
    public Observation At(double minute, bool punctual = true)
    {
        while (punctual && ChangesAt is { } change && change < minute && change > _now)
        {
            _now = change;
            Look();
        }

        _now = minute;
        return Look();
    }

    private Observation Look()
    {
        (_watch, var seen) = _watch.Look(At(_now), Start, _isDown);
        _isDown = seen.Kind switch
        {
            ObservationKind.Failed => true,
            ObservationKind.NotObserved => _isDown,
            _ => false,
        };
        return seen;
    }

    private DateTimeOffset At(double minute) => Start.AddMinutes(minute);

    private static TimeSpan? Minutes(double? minutes) => minutes is { } value ? TimeSpan.FromMinutes(value) : null;
}
