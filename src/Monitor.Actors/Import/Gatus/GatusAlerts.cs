using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import.Gatus;

/// <summary>What the alerts of an endpoint say about thresholds and about whom to tell; where they go is not taken over.</summary>
internal sealed class GatusAlerts
{
    private const int UsualFailures = 3;
    private const int UsualSuccesses = 2;

    private readonly Dictionary<string, Given> _defaults = new(StringComparer.Ordinal);

    public static GatusAlerts Read(Given alerting, ImportRun run)
    {
        var alerts = new GatusAlerts();
        foreach (var provider in alerting.Keys.ToImmutableArray())
        {
            alerts._defaults[provider] = alerting.Map(provider).Map("default-alert");
            run.Miss($"alerting.{provider}", "not translated", "set up the channels of this monitor in .env; every check with notify_on uses them");
        }

        return alerts;
    }

    public void Fill(Draft draft, Given endpoint)
    {
        var alerts = endpoint.Maps("alerts").Select(Read).Where(alert => alert.IsEnabled).ToList();
        if (alerts.Count == 0)
            return;
        var first = alerts.MinBy(alert => alert.Failures)!; // there is one
        if (draft.Find("type") is YamlScalar { Value: "push" })
            draft.Miss("alerts", "a check that is pinged counts nothing: it is down at once, and up at once");
        else
            draft.Set("failure_threshold", Made.Number(first.Failures)).Set("success_threshold", Made.Number(first.Successes));
        draft.Set("notify_on", Made.Texts(alerts.Any(alert => alert.TellsRecovery) ? ["first_fail", "recovered"] : ["first_fail"]));
        if (alerts.Any(alert => (alert.Failures, alert.Successes) != (first.Failures, first.Successes)))
            draft.Miss("alerts", $"a check has one failure_threshold and one success_threshold: {first.Failures} and {first.Successes}, as for {first.Type}");
        if (alerts.Any(alert => alert.Reminds))
            draft.Miss("alerts.minimum-reminder-interval", "nobody is reminded of a failure here");
        if (alerts.Any(alert => alert.Overrides))
            draft.Miss("alerts.provider-override", "checks do not choose their channel's settings");
        draft.Description ??= alerts.Select(alert => alert.Description).FirstOrDefault(text => text is not null);
    }

    private GatusAlert Read(Given alert)
    {
        var type = alert.Text("type") ?? "";
        var usual = _defaults.GetValueOrDefault(type, Given.Nothing);
        return new GatusAlert(
            type,
            alert.Flag("enabled", usual.Flag("enabled", otherwise: true)),
            Threshold(alert, usual, "failure-threshold", UsualFailures),
            Threshold(alert, usual, "success-threshold", UsualSuccesses),
            alert.Flag("send-on-resolved", usual.Flag("send-on-resolved")),
            (alert.Text("minimum-reminder-interval") ?? usual.Text("minimum-reminder-interval")) is { } reminder && GoDurations.Parse(reminder) != TimeSpan.Zero,
            alert.Has("provider-override"),
            alert.Text("description") ?? usual.Text("description"));
    }

    private static int Threshold(Given alert, Given usual, string key, int otherwise) =>
        int.TryParse(alert.Text(key) ?? usual.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 ? Math.Min(rounds, 100) : otherwise;
}

/// <summary>One alert of an endpoint, its provider's defaults applied.</summary>
internal sealed record GatusAlert(
    string Type, bool IsEnabled, int Failures, int Successes, bool TellsRecovery, bool Reminds, bool Overrides, string? Description);
