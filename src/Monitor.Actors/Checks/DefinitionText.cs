using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Checks;

/// <summary>Says in words what the monitor will do about a check, without anything that came in by a placeholder; pure.</summary>
public static class DefinitionText
{
    /// <summary>A sentence for each thing that happens: when it looks, when that is bad, who is told, what is tried.</summary>
    public static ImmutableArray<string> Of(CheckDefinition check) =>
        check.Enabled ? [Looks(check), .. Limits(check), Alerts(check), .. Remedies(check)] : ["Not enabled: it is on the board as PAUSED and not looked at."];

    /// <summary>What a key that all checks share came to, as one would write it; null for keys that are not so simple.</summary>
    public static string? Value(CheckDefinition check, string key) => key switch
    {
        "severity" => check.Severity,
        "interval" => Shown.Duration(check.Interval),
        "timeout" => Shown.Duration(check.Timeout),
        "retries" => check.Retries.ToString(CultureInfo.InvariantCulture),
        "retry_backoff_s" => Shown.Duration(check.RetryBackoff),
        "retry_on" => check.RetryOn == RetryOn.Error ? "[error]" : "[failure]",
        "failure_threshold" => check.Patience.FailureThreshold.ToString(CultureInfo.InvariantCulture),
        "success_threshold" => check.Patience.SuccessThreshold.ToString(CultureInfo.InvariantCulture),
        "timezone" => check.Zone.Id,
        "enabled" => check.Enabled ? "true" : "false",
        _ => null,
    };

    private static string Looks(CheckDefinition check)
    {
        var schedule = ScheduleText.Of(check);
        if (check.Type.Pings(check.Spec) is not null || check.Type.Members(check.Spec) is not null)
            return $"{check.Target}; looked at {schedule}.";
        var attempts = check.Retries switch
        {
            0 => "no retries",
            1 => $"1 retry after {Shown.Duration(check.RetryBackoff)}",
            var many => $"up to {many} retries, {Shown.Duration(check.RetryBackoff)} apart",
        };
        return $"Looked at {schedule}; timeout {Shown.Duration(check.Timeout)}, {attempts}.";
    }

    private static IEnumerable<string> Limits(CheckDefinition check)
    {
        string?[] limits = [At("WARN", check.WarnAbove), At("FAIL", check.FailAbove)];
        if (limits.Any(limit => limit is not null))
            yield return $"{string.Join(", ", limits.OfType<string>())}.";
    }

    private static string? At(string status, TimeSpan? latency) => latency is { } limit
        ? string.Create(CultureInfo.InvariantCulture, $"{status} when an answer takes {limit.TotalMilliseconds:0} ms or more")
        : null;

    private static string Alerts(CheckDefinition check) => check.NotifyOn.IsEmpty
        ? "Nobody is told: notify_on is empty."
        : $"Alerts: {string.Join(", ", check.NotifyOn.Select(AlertKinds.Word))}, by {string.Join(" and ", check.Channels)}.";

    private static IEnumerable<string> Remedies(CheckDefinition check) => check.Remedies.Select(remedy => string.Create(
        CultureInfo.InvariantCulture,
        $"When it fails: {remedy.Type.Name}, {Often(remedy)}, at most {remedy.MaxPerHour} times an hour."));

    private static string Often(RemedyDefinition remedy) => remedy.MostInIncident switch
    {
        1 => "once per incident",
        int.MaxValue => remedy.EveryCycle ? "at every failed round" : $"until it has not helped {remedy.Guard.StopAfterIneffective} times",
        var many => $"up to {many} times per incident",
    };
}
