using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/silences</c>: telling nobody of some checks for a while.</summary>
public static class SilenceEndpoints
{
    public static RouteGroupBuilder MapSilences(this RouteGroupBuilder api)
    {
        api.MapGet("/silences", (SilenceControls silences) => silences.All.Select(SilenceJson.Of)).WithName("ListSilences")
            .WithSummary("The silences that have not ended").Produces<SilenceJson[]>();
        api.MapPost("/silences", BeginAsync).WithName("BeginSilence")
            .WithSummary("Tells nobody of the checks that match, for= a length or until= a time: they are looked at, and it counts for uptime")
            .Produces<SilenceJson>(201).ProducesProblem(400).ProducesProblem(503);
        api.MapDelete("/silences/{id}", EndAsync).WithName("EndSilence").WithSummary("Ends a silence early; what people do not know is told then")
            .Produces(204).ProducesProblem(404).ProducesProblem(503);
        return api;
    }

    private static async Task<IResult> BeginAsync(SilenceBody body, SilenceControls silences, TimeProvider time, CancellationToken cancel)
    {
        var (until, problem) = body.Read(time.GetUtcNow());
        if (problem is not null)
            return Replies.Problem(400, "The request is not valid", problem);
        var reply = await silences.BeginAsync(body.Match, until, CheckOrders.Api, body.Reason!.Trim(), cancel); // looked at above
        return reply.Silence is { } silence
            ? TypedResults.Created($"/api/silences/{silence.Id}", SilenceJson.Of(silence))
            : Replies.Problem(503, "The silence was not stored", reply.Problem ?? "");
    }

    private static async Task<IResult> EndAsync(string id, SilenceControls silences, CancellationToken cancel)
    {
        if (silences.All.All(silence => silence.Id != id))
            return Replies.Problem(404, "No such silence", $"there is no silence {Monitor.Actors.Checks.ErrorDetails.Short(id)}");
        var reply = await silences.EndAsync(id, CheckOrders.Api, cancel);
        return reply.Silence is not null ? TypedResults.NoContent() : Replies.Problem(503, "The silence was not ended", reply.Problem ?? "");
    }
}
