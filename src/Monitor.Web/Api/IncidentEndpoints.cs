using Monitor.Actors.Checks;
using Monitor.Web.Engine;
using Monitor.Web.Incidents;
using Monitor.Web.Shared;
using static Monitor.Web.Api.Replies;

namespace Monitor.Web.Api;

/// <summary><c>/api/incidents</c>: what failed and for how long, and what people wrote down about it.</summary>
public static class IncidentEndpoints
{
    private const int MaxLimit = 1_000;

    public static RouteGroupBuilder MapIncidents(this RouteGroupBuilder api)
    {
        api.MapGet("/incidents", ListAsync).WithName("ListIncidents")
            .WithSummary("Incidents: what goes on first, then what is over, those that began last first; state= is open or closed, since= and until= (of the beginning) epoch seconds or ISO 8601, before= the next of the page before; limit= up to 1000")
            .Produces<IncidentsJson>().ProducesProblem(400);
        api.MapGet("/incidents/{check}/{began}", GetAsync).WithName("GetIncident")
            .WithSummary("One incident, by its id: what was decided meanwhile, notes, and what else failed at the time")
            .Produces<IncidentDetailJson>().ProducesProblem(404);
        api.MapPost("/incidents/{check}/{began}/notes", NoteAsync).WithName("NoteIncident")
            .WithSummary("Writes something down about an incident, for ever; by= who, text= what, up to 2000 characters")
            .Produces<CheckEndpoints.Saved>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        return api;
    }

    private static async Task<IResult> ListAsync(
        IIncidentDesk desk,
        CancellationToken cancel,
        string? check = null,
        string? group = null,
        string? state = null,
        string? since = null,
        string? until = null,
        long? before = null,
        int? limit = null)
    {
        var wanted = QueryWord.Parse<IncidentState>(state);
        var problem = state is not null && wanted is null ? $"state: \"{ErrorDetails.Short(state)}\" is neither open nor closed"
            : limit is < 1 or > MaxLimit ? $"limit: must be from 1 to {MaxLimit}"
            : null;
        var (from, to) = (Epoch.Read("since", since, ref problem), Epoch.Read("until", until, ref problem));
        if (problem is not null)
            return Bad(problem);
        var ask = new IncidentAsk(check, group, wanted, from, to, before) { Limit = limit ?? IncidentAsk.DefaultLimit };
        return TypedResults.Ok(IncidentsJson.Of(await desk.ListAsync(ask, cancel)));
    }

    private static async Task<IResult> GetAsync(string check, string began, IIncidentDesk desk, CancellationToken cancel) =>
        await desk.ReadAsync(check, IncidentAddress.IdOf(check, began), cancel) is { } view
            ? TypedResults.Ok(IncidentDetailJson.Of(view))
            : Replies.Problem(404, "No such incident", $"there is no incident {ErrorDetails.Short(IncidentAddress.IdOf(check, began))}");

    private static async Task<IResult> NoteAsync(string check, string began, NoteOrder body, IIncidentDesk desk, CancellationToken cancel)
    {
        if (body.Problem is { } problem)
            return Bad(problem);
        var reply = await desk.NoteAsync(check, IncidentAddress.IdOf(check, began), body, cancel);
        return reply.Done ? TypedResults.Ok(new CheckEndpoints.Saved(reply.Name ?? check, reply.Message))
            : reply.Outcome == ControlOutcome.NotFound ? Replies.Problem(404, "No such incident", reply.Message)
            : Replies.Problem(reply);
    }
}
