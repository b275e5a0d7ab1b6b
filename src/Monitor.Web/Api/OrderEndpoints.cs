using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Engine;
using static Monitor.Web.Api.Replies;

namespace Monitor.Web.Api;

/// <summary>Pausing and acknowledging checks and putting them into maintenance: <c>/api/checks/{name}/pause</c>, <c>/api/maintenance</c>.</summary>
public static class OrderEndpoints
{
    /// <summary>As far as anybody plans.</summary>
    private const int MostDays = 366;

    public static RouteGroupBuilder MapOrders(this RouteGroupBuilder api)
    {
        api.MapPost("/checks/{name}/pause", PauseAsync).WithName("PauseCheck")
            .WithSummary("Stops looking at a check, for= a length or until= a time; without either until it is resumed")
            .Produces<CheckEndpoints.Saved>().ProducesProblem(400).ProducesProblem(404);
        api.MapPost("/checks/{name}/resume", ResumeAsync).WithName("ResumeCheck").WithSummary("Looks at a paused check again")
            .Produces<CheckEndpoints.Saved>().ProducesProblem(404);
        api.MapPost("/checks/{name}/acknowledge", AcknowledgeAsync).WithName("AcknowledgeCheck")
            .WithSummary("Takes on a failure: nobody is reminded of it and it is not escalated until it is over, or for= a length or until= a time")
            .Produces<CheckEndpoints.Saved>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        api.MapDelete("/checks/{name}/acknowledge", UnacknowledgeAsync).WithName("UnacknowledgeCheck").WithSummary("Gives a failure back that was taken on")
            .Produces<CheckEndpoints.Saved>().ProducesProblem(404);
        api.MapGet("/maintenance", (BoardHub board) => MaintenanceJson.Of(board.Current)).WithName("ListMaintenance")
            .WithSummary("Maintenance that is going on, planned and begun by hand").Produces<MaintenanceJson[]>();
        api.MapGet("/maintenance/calendar", Calendar).WithName("ListPlannedMaintenance")
            .WithSummary("Maintenance that the configuration plans within days= from now on, 28 unless told, with what is going on of it")
            .Produces<MaintenanceJson[]>().ProducesProblem(400);
        api.MapPost("/maintenance", MaintainAsync).WithName("BeginMaintenance")
            .WithSummary("Puts checks into maintenance, for= a length or until= a time: they are looked at, nobody is told, and it does not count for uptime")
            .Produces<MaintenanceDone>().ProducesProblem(400).ProducesProblem(404);
        api.MapDelete("/maintenance/{id}", EndAsync).WithName("EndMaintenance").WithSummary("Ends maintenance that was begun by hand, early")
            .Produces<MaintenanceDone>().ProducesProblem(404);
        return api;
    }

    private static async Task<IResult> PauseAsync(
        string name, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] OrderBody? body, CheckControls controls, TimeProvider time, CancellationToken cancel)
    {
        var (until, problem) = (body ?? new OrderBody()).Read(time.GetUtcNow());
        if (problem is not null)
            return Bad(problem);
        return Saved(name, await controls.PauseAsync(name, until, CheckOrders.Api, CheckOrders.Note(body?.Note), cancel));
    }

    private static async Task<IResult> ResumeAsync(string name, CheckControls controls, CancellationToken cancel) =>
        Saved(name, await controls.ResumeAsync(name, CheckOrders.Api, cancel));

    private static async Task<IResult> AcknowledgeAsync(
        string name, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] OrderBody? body, CheckControls controls, TimeProvider time, CancellationToken cancel)
    {
        var (until, problem) = (body ?? new OrderBody()).Read(time.GetUtcNow());
        if (problem is not null)
            return Bad(problem);
        return Saved(name, await controls.AcknowledgeAsync(name, until, CheckOrders.Api, CheckOrders.Note(body?.Note), cancel));
    }

    private static async Task<IResult> UnacknowledgeAsync(string name, CheckControls controls, CancellationToken cancel) =>
        Saved(name, await controls.UnacknowledgeAsync(name, CheckOrders.Api, cancel));

    private static IResult Calendar(BoardHub board, TimeProvider time, int days = 28)
    {
        var now = time.GetUtcNow();
        return days is < 1 or > MostDays
            ? Bad($"days: must be from 1 to {MostDays}")
            : TypedResults.Ok(MaintenanceCalendar.Between(board.Current.Maintenance, now, now.AddDays(days)).Select(MaintenanceJson.Of));
    }

    private static async Task<IResult> MaintainAsync(
        MaintenanceBody body, BoardHub board, CheckControls controls, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (until, problem) = body.Order.Read(now);
        if ((problem ?? (until is null ? "for: say how long, such as 30m; maintenance always ends" : null)) is { } wrong)
            return Bad(wrong);
        if (body.All == body.Checks is { Count: > 0 })
            return Bad("checks: name at least one check, or say all: true");
        var tiles = board.Current;
        if (body.Checks?.FirstOrDefault(name => tiles.Find(name) is null) is { } unknown)
            return Replies.Problem(404, "No such check", $"there is no check named {ErrorDetails.Short(unknown)}; nothing was changed");
        string[] names = body.All ? [.. tiles.Tiles.Select(tile => tile.Name.Value)] : [.. body.Checks!.Distinct(StringComparer.OrdinalIgnoreCase)]; // one of the two
        var id = CheckOrders.NewId(now);
        return Done(id, until, names.Length, await controls.MaintainAsync(names, id, until!.Value, CheckOrders.Api, CheckOrders.Note(body.Note), cancel)); // looked at above
    }

    private static async Task<IResult> EndAsync(string id, BoardHub board, CheckControls controls, CancellationToken cancel)
    {
        string[] names = [.. board.Current.Tiles.Where(tile => tile.Quiet?.MaintenanceId == id).Select(tile => tile.Name.Value)];
        return names.Length == 0
            ? Replies.Problem(404, "No such maintenance", $"no check is in maintenance {ErrorDetails.Short(id)}")
            : Done(id, null, names.Length, await controls.EndMaintenanceAsync(names, id, CheckOrders.Api, cancel));
    }

    private static IResult Saved(string name, ControlReply reply) =>
        reply.Done ? TypedResults.Ok(new CheckEndpoints.Saved(reply.Name ?? name, reply.Message)) : Replies.Problem(reply);

    private static IResult Done(string id, DateTimeOffset? until, int checks, ControlReply reply) =>
        reply.Done ? TypedResults.Ok(new MaintenanceDone(id, Epoch.Seconds(until), checks, reply.Message)) : Replies.Problem(reply);
}
