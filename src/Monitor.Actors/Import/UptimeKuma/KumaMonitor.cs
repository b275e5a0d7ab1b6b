using Monitor.Actors.Config;

namespace Monitor.Actors.Import.UptimeKuma;

/// <summary>What all monitors have in common: how often, how stubbornly, whom to tell.</summary>
internal static class KumaMonitor
{
    private const double UsualInterval = 60;

    /// <summary>As a part of the interval.</summary>
    private const double UsualTimeout = 0.8;

    private const int MostRounds = 100;

    public static void Fill(KumaItem item, KumaMonitors monitors, ImportRun run)
    {
        var (given, draft) = (item.Given, item.Draft);
        draft.Description = given.Text("description");
        if (given.Flag("upsideDown"))
            draft.LeaveOut("upsideDown", "no check turns its result around", "say what is expected instead, such as expect_status: [4xx]");
        else if (item.IsGroup)
            draft.Set("type", "group");
        else
            KumaTarget.Fill(draft, item, monitors, run);
        if (draft.IsLeftOut)
            return;
        if (item.Type == "push")
            FillPush(draft, given, run);
        else
            FillPace(draft, given, item.IsGroup);
        FillShared(draft, item, monitors);
    }

    private static void FillPush(Draft draft, Given given, ImportRun run)
    {
        if (given.Text("pushToken") is not { } token)
        {
            draft.LeaveOut("pushToken", "it has none", "write a push check with a token of its own");
            return;
        }

        var (period, retries, pause) = (given.Number("interval") ?? UsualInterval, given.Number("maxretries") ?? 0, given.Number("retryInterval") ?? UsualInterval);
        draft.Set("token", run.Variables.Hide(token, draft, "pushToken", "token"));
        draft.Set("period", Made.Duration(TimeSpan.FromSeconds(Math.Clamp(period, 1, 366 * 86_400))));
        draft.Set("grace", Made.Duration(TimeSpan.FromSeconds(Math.Clamp(retries * pause, 10, 31 * 86_400))));
        draft.Change("pushToken", "pings are sent to this monitor: /api/push/ and the token, as before", token.Length < 16
            ? "make a longer token, of 16 to 128 letters and digits, and change the host in what pings"
            : "change the host in what pings");
    }

    private static void FillPace(Draft draft, Given given, bool isGroup)
    {
        var seconds = given.Number("interval") ?? UsualInterval;
        var interval = Fitting(draft, "interval", seconds, Pace.MinInterval, Pace.MaxInterval);
        draft.Set("interval", Made.Duration(interval));
        if (!isGroup)
            draft.Set("timeout", Made.Duration(Fitting(draft, "timeout", given.Number("timeout") is > 0 and var limit ? limit : Math.Min(seconds * UsualTimeout, Pace.MaxTimeout.TotalSeconds), Pace.MinTimeout, Pace.MaxTimeout)));
        if (given.Number("maxretries") is not (> 0 and var retries))
            return;
        draft.Set("failure_threshold", Made.Number((long)Math.Min(retries + 1, MostRounds)));
        var pause = TimeSpan.FromSeconds(Math.Clamp(given.Number("retryInterval") ?? seconds, 1, Pace.MaxInterval.TotalSeconds));
        if (pause > interval)
            draft.Miss("retryInterval", $"{Shown.Duration(pause)} is longer than the interval", "failing checks are looked at as often as others");
        else if (pause < interval)
            draft.Set("retry_interval", Made.Duration(pause));
    }

    private static void FillShared(Draft draft, KumaItem item, KumaMonitors monitors)
    {
        var given = item.Given;
        if (given.Map("notificationIDList").Pairs().Any(pair => pair.Value == "true") || given.Texts("notificationIDList").Count > 0)
            draft.Set("notify_on", Made.Texts("first_fail", "recovered"));
        if (given.Number("resendInterval") is > 0)
            draft.Miss("resendInterval", "nobody is told again of a failure that goes on");
        if (item.Parent is { } parent && monitors.All.FirstOrDefault(other => other.Id == parent) is { } group)
            draft.Set("group", Made.Text(group.Draft.Name));
        draft.Add("tags", Tags(item));
        if (!given.Flag("active", otherwise: true))
            draft.Set("enabled", Made.Flag(false));
    }

    private static IEnumerable<YamlNode> Tags(KumaItem item)
    {
        foreach (var tag in item.Given.Maps("tags"))
            if (tag.Text("name") is { } name)
                yield return Made.Text(tag.Text("value") is { } value ? $"{name}={value}" : name);
    }

    private static TimeSpan Fitting(Draft draft, string key, double seconds, TimeSpan least, TimeSpan most)
    {
        var fitting = TimeSpan.FromSeconds(Math.Clamp(seconds, least.TotalSeconds, most.TotalSeconds));
        if (Math.Abs(fitting.TotalSeconds - seconds) > 0.001)
            draft.Miss(key, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seconds} seconds are not possible here"), $"{Shown.Duration(fitting)} is used");
        return fitting;
    }
}
