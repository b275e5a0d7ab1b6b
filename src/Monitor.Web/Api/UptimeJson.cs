using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Web.Check;

namespace Monitor.Web.Api;

/// <summary>How a check did in a range, and what is not in that figure.</summary>
/// <param name="Since">Epoch seconds; earlier than asked for when that time is kept by the minute, hour or day only.</param>
/// <param name="Until">Epoch seconds; later than asked for, for the same reason.</param>
/// <param name="Share">Of the observed rounds that did not fail, from 0 to 1; null when none was observed.</param>
/// <param name="LatencyMs">Null when nothing was measured; percentiles are off by 1.6 % at most.</param>
public sealed record UptimeJson(
    string Name,
    double Since,
    double Until,
    double? Share,
    int ObservedRounds,
    UptimeJson.RoundsJson Rounds,
    UptimeJson.NotObservedJson NotObserved,
    UptimeJson.LatencyJson? LatencyMs,
    string Text,
    string Method)
{
    /// <summary>How many rounds had which verdict; those without data are not observed.</summary>
    public sealed record RoundsJson(int Ok, int Warn, int Fail, int Unknown);

    /// <summary>Seconds of the range in which rounds were not made, or in maintenance not counted, by reason; they do not overlap.</summary>
    public sealed record NotObservedJson(double MonitorNotRunningS, double NoResultsS, double BeforeFirstResultS, double MaintenanceS, double PausedS);

    /// <summary>Latencies in milliseconds.</summary>
    public sealed record LatencyJson(int Min, int Avg, int Max, int P50, int P95, int P99);

    public static UptimeJson Of(CheckName check, Uptime uptime) => new(
        check.Value,
        Epoch.Seconds(uptime.Since),
        Epoch.Seconds(uptime.Until),
        uptime.Share,
        uptime.Observed,
        new RoundsJson(uptime.Ok, uptime.Warn, uptime.Fail, uptime.Unknown),
        new NotObservedJson(uptime.NotRunning.TotalSeconds, uptime.NoResults.TotalSeconds, uptime.BeforeFirst.TotalSeconds,
            uptime.Maintenance.TotalSeconds, uptime.Paused.TotalSeconds),
        uptime.Latency is { } ms ? new LatencyJson(ms.Min, ms.Average, ms.Max, ms.Median, ms.P95, ms.P99) : null,
        UptimeLook.Sentence(uptime),
        UptimeLook.Method);
}
