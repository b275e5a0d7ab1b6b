using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Pings;

/// <summary>When pings are expected, and how late they may be.</summary>
/// <param name="Token">Whoever knows it may ping.</param>
/// <param name="Period">From one success to the next; null when <paramref name="Cron"/> says when.</param>
/// <param name="Cron">In the check's zone.</param>
/// <param name="Grace">How late a success may be.</param>
/// <param name="StartGrace">How late a run may start, where that is limited apart.</param>
/// <param name="FinishWithin">How long a run may take from its start ping on; null when only the next success is waited for.</param>
public sealed record PingRules(
    Secret Token, TimeSpan? Period, CronTimes? Cron, TimeSpan Grace, TimeSpan? StartGrace = null, TimeSpan? FinishWithin = null)
{
    /// <summary>A success that took less than this is suspicious; null when none is.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>For people: <c>expected every 1 h, grace 5 m</c>.</summary>
    public string InWords => $"{Expected}, grace {PingText.Span(StartGrace ?? Grace)}";

    public string Expected => Period is { } period ? $"expected every {PingText.Span(period)}" : $"expected at \"{Cron}\"";

    /// <summary>The first moment after <paramref name="at"/> at which a ping is expected; null when there is none ever.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset at, TimeZoneInfo zone) => Cron is null ? at + Period : Cron.Next(at, zone);
}
