using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using static Monitor.Web.Api.Replies;

namespace Monitor.Web.Api;

/// <summary><c>/api/alerts</c>: what became of each alert on each channel, and telling again what was given up.</summary>
public static class AlertEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    public static RouteGroupBuilder MapAlerts(this RouteGroupBuilder api)
    {
        api.MapGet("/alerts", ListAsync).WithName("ListAlerts")
            .WithSummary("What became of each alert on each channel, newest first; state= is delivered, waiting or abandoned, since= epoch seconds or ISO 8601, before= the next of the page before; limit= up to 1000")
            .Produces<AlertsJson>().ProducesProblem(400);
        api.MapPost("/alerts/resend", ResendAsync).WithName("ResendAlert")
            .WithSummary("Tells an alert again that a channel has given up, on that channel; 409 when there is nothing left to tell")
            .Produces<Resent>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        return api;
    }

    private static async Task<IResult> ListAsync(
        DeliveryLedger ledger,
        CancellationToken cancel,
        string? check = null,
        string? channel = null,
        string? state = null,
        string? since = null,
        int? limit = null,
        long? before = null)
    {
        if (state is not null && QueryWord.Parse<DeliveryState>(state) is null)
            return Bad($"state: \"{ErrorDetails.Short(state)}\" is none of delivered, waiting, abandoned");
        DateTimeOffset? from = null;
        if (since is not null)
        {
            if (!Epoch.TryParse(since, out var at))
                return Bad(Epoch.Fault("since", since));
            from = at;
        }

        if (limit is < 1 or > MaxLimit)
            return Bad($"limit: must be from 1 to {MaxLimit}");
        var page = await ledger.ReadAsync(new DeliveryFilter(check, channel, QueryWord.Parse<DeliveryState>(state), from, before), limit ?? DefaultLimit, cancel);
        return TypedResults.Ok(new AlertsJson([.. page.Deliveries.Select(AlertJson.Of)], page.Next));
    }

    private static async Task<IResult> ResendAsync(ResendBody body, ResendControls resends, CancellationToken cancel)
    {
        if (body is not { Check: { Length: > 0 } check, Id: { Length: > 0 } id, Channel: { Length: > 0 } channel })
            return Bad("check, id, channel: say which alert is to be told again, and where; GET /api/alerts lists them");
        var reply = await resends.ResendAsync(check, id, channel, CheckOrders.Api, cancel);
        return reply.Done ? TypedResults.Ok(new Resent(check, id, channel, reply.Message))
            : reply.Outcome == ControlOutcome.NotFound ? Replies.Problem(404, "No such alert", reply.Message)
            : Replies.Problem(reply);
    }

    /// <summary>Which alert is to be told again, and where.</summary>
    public sealed record ResendBody(string? Check = null, string? Id = null, string? Channel = null);

    /// <summary>The alert is told again.</summary>
    public sealed record Resent(string Check, string Id, string Channel, string Message);
}
