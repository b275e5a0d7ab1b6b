using Monitor.Actors.Config;

namespace Monitor.Actors.Import.Gatus;

/// <summary>An endpoint of Gatus as a check.</summary>
internal static class GatusEndpoint
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    public static void Fill(Draft draft, Given endpoint, GatusAlerts alerts, ImportRun run)
    {
        GatusTarget.Fill(draft, endpoint, run);
        if (draft.IsLeftOut)
        {
            foreach (var key in endpoint.Keys.ToList())
                endpoint.Node(key); // said once: all of it stays behind
            return;
        }

        draft.Set("interval", Fitting(draft, "interval", endpoint.Text("interval"), UsualInterval, Pace.MinInterval, Pace.MaxInterval));
        draft.Set("timeout", Fitting(draft, "client.timeout", endpoint.Map("client").Text("timeout"), UsualTimeout, Pace.MinTimeout, Pace.MaxTimeout));
        draft.Add("conditions", endpoint.Texts("conditions").Select(Made.Text));
        FillShared(draft, endpoint, alerts);
        if (draft.Find("conditions") is null)
            draft.Miss("conditions", "there are none", "say what is expected");
        if (endpoint.Has("ui"))
            draft.Miss("ui", "the board looks the same for all checks");
        endpoint.Flag("always-run");
        endpoint.Has("store");
    }

    /// <summary>What endpoints that are asked and those that are pushed to have in common.</summary>
    public static void FillShared(Draft draft, Given endpoint, GatusAlerts alerts)
    {
        alerts.Fill(draft, endpoint);
        if (endpoint.Text("group") is { } group)
            draft.Set("group", Made.Text(group));
        draft.Add("tags", endpoint.Map("extra-labels").Pairs().Select(label => Made.Text($"{label.Key}={label.Value}")));
        draft.Add("maintenance", endpoint.Maps("maintenance-windows").Select(GatusWindow.Read).OfType<YamlMap>());
        if (!endpoint.Flag("enabled", otherwise: true))
            draft.Set("enabled", Made.Flag(false));
    }

    private static YamlScalar Fitting(Draft draft, string key, string? written, TimeSpan usual, TimeSpan least, TimeSpan most)
    {
        if (written is not null && GoDurations.Parse(written) is null)
            draft.Miss(key, $"{Shown.Quoted(written)} is not a duration that can be read here", $"{Shown.Duration(usual)} is used");
        var wanted = GoDurations.Parse(written) ?? usual;
        var fitting = wanted < least ? least : wanted > most ? most : wanted;
        if (fitting != wanted)
            draft.Miss(key, $"{written} is not possible here", $"{Shown.Duration(fitting)} is used");
        return Made.Duration(fitting);
    }
}
