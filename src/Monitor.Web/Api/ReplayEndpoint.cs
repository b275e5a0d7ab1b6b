using Monitor.Actors.Replays;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/checks/{name}/replay</c>: what a changed check would have made of the last 7 days.</summary>
public static class ReplayEndpoint
{
    public static RouteGroupBuilder MapReplay(this RouteGroupBuilder api)
    {
        api.MapPost("/checks/{name}/replay", ReplayAsync).WithName("ReplayCheck")
            .WithSummary("What an entry, given as JSON, would have made of the recorded rounds of the last 7 days, beside what the check made of them")
            .Accepts<object>("application/json").Produces<ReplayJson>().ProducesProblem(422);
        return api;
    }

    private static async Task<IResult> ReplayAsync(string name, HttpRequest request, IReplayDesk desk, CancellationToken cancel)
    {
        var (entry, refusal) = await CheckEndpoints.EntryAsync(request, cancel);
        if (refusal is not null)
            return refusal;
        var reply = await desk.ReplayAsync(name, entry, cancel);
        return reply is { Since: { } since, Then: { } then, Now: { } now }
            ? TypedResults.Ok(new ReplayJson(reply.Rounds, Epoch.Seconds(since), OutcomeJson.Of(then), OutcomeJson.Of(now)))
            : Replies.Problem(422, "It cannot be replayed", reply.Refusal ?? "");
    }

    /// <param name="Since">When the first of the rounds was, in epoch seconds.</param>
    /// <param name="Before">As it is.</param>
    /// <param name="After">As it would be.</param>
    public sealed record ReplayJson(int Rounds, double Since, OutcomeJson Before, OutcomeJson After);

    /// <summary>What the rounds came to; reminders and escalations are not among the alerts.</summary>
    public sealed record OutcomeJson(int Failures, int Alerts, int HeldBack, double DownS)
    {
        public static OutcomeJson Of(ReplayOutcome outcome) => new(outcome.Failures, outcome.Alerts, outcome.Held, outcome.Down.TotalSeconds);
    }
}
