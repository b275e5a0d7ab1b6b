namespace Monitor.Actors.Import.Gatus;

/// <summary>An external endpoint: it is pushed to.</summary>
internal static class GatusExternal
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromDays(366);

    public static void Fill(Draft draft, Given endpoint, GatusAlerts alerts, ImportRun run)
    {
        var token = endpoint.Text("token");
        if (token is null)
            draft.LeaveOut("token", "it has none", "write a push check with a token of its own");
        var every = GoDurations.Parse(endpoint.Map("heartbeat").Text("interval"));
        draft.Set("type", "push")
            .Set("token", token is null || HiddenSecrets.IsFilled(token) ? token : run.Variables.Hide(token, draft, "token", "token"))
            .Set("period", Made.Duration(every is { } period && period > TimeSpan.Zero ? period : Unlimited));
        draft.Change("token", "pings are sent elsewhere, without an Authorization header", "let them go to /api/push/ and the token, of 16 to 128 letters and digits; see docs/push.md");
        if (every is null)
            draft.Miss("heartbeat", "without an interval nothing is ever missing; a push check must have a period, here of 366 days", "write how often a ping is to come");
        GatusEndpoint.FillShared(draft, endpoint, alerts);
    }
}
