using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using static Monitor.Web.Api.Replies;

namespace Monitor.Web.Api;

/// <summary><c>/api/checks/{name}/uptime</c>: how a check did in any range.</summary>
public static class UptimeEndpoint
{
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(24);

    public static RouteGroupBuilder MapUptime(this RouteGroupBuilder api)
    {
        api.MapGet("/checks/{name}/uptime", UptimeAsync).WithName("GetUptime")
            .WithSummary("Uptime and latency of one check; since= and until= are epoch seconds or ISO 8601, the last 24 hours by default")
            .Produces<UptimeJson>().ProducesProblem(400).ProducesProblem(404);
        return api;
    }

    private static async Task<IResult> UptimeAsync(
        string name, ResultQueries results, BoardHub board, TimeProvider time, CancellationToken cancel, string? since = null, string? until = null)
    {
        var now = time.GetUtcNow();
        var to = now;
        if (until is not null && !Epoch.TryParse(until, out to))
            return Bad(Epoch.Fault("until", until));
        to = to < now ? to : now; // nothing is known of the future
        var from = to - DefaultSpan;
        if (since is not null && !Epoch.TryParse(since, out from))
            return Bad(Epoch.Fault("since", since));
        if (from < DateTimeOffset.UnixEpoch || from >= to)
            return Bad("since: must be after 1970, and before until and now");
        if (!CheckName.TryParse(name, out var check, out _) || (board.Current.Find(name) is null && !await results.KnowsAsync(check, cancel)))
            return Replies.Problem(404, "No such check", $"there is no check named {name}, and no result of one");
        return TypedResults.Ok(UptimeJson.Of(check, await results.UptimeAsync(check, from, to, cancel)));
    }
}
