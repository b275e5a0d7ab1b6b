using System.Text;
using Monitor.Actors.Board;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/checks</c>: what the checks are and how they are, and changing them.</summary>
public static class CheckEndpoints
{
    /// <summary>In bytes; an entry is a few hundred.</summary>
    private const int MaxEntry = 64 * 1024;

    public static RouteGroupBuilder MapChecks(this RouteGroupBuilder api)
    {
        api.MapGet("/checks", (BoardHub board) => board.Current.Tiles.Select(CheckJson.Of))
            .WithName("ListChecks").WithSummary("Every check, by name").Produces<CheckJson[]>();
        api.MapGet("/checks/{name}", Find)
            .WithName("GetCheck").WithSummary("One check").Produces<CheckJson>().ProducesProblem(404);
        api.MapPost("/checks", AddAsync)
            .WithName("AddCheck").WithSummary("Adds a check; the body is one checks.yaml entry as JSON").Accepts<object>("application/json")
            .Produces<Saved>(201).ProducesProblem(409).ProducesProblem(422);
        api.MapPut("/checks/{name}", ReplaceAsync)
            .WithName("ReplaceCheck").WithSummary("Replaces a check that was added on the board or here").Accepts<object>("application/json")
            .Produces<Saved>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapDelete("/checks/{name}", RemoveAsync)
            .WithName("RemoveCheck").WithSummary("Removes a check that was added on the board or here")
            .Produces(204).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/checks/{name}/run", RunAsync)
            .WithName("RunCheck").WithSummary("Starts a round now, unless one is under way").Produces<Saved>(202).ProducesProblem(404).ProducesProblem(409);
        return api;
    }

    /// <summary>What was done, and to which check.</summary>
    public sealed record Saved(string Name, string Message);

    private static IResult Find(string name, BoardHub board) => board.Current.Find(name) is { } tile
        ? TypedResults.Ok(CheckJson.Of(tile))
        : Replies.Problem(404, "No such check", $"there is no check named {name}");

    private static async Task<IResult> AddAsync(HttpRequest request, CheckControls controls, CancellationToken cancel)
    {
        var (entry, refusal) = await EntryAsync(request, cancel);
        if (refusal is not null)
            return refusal;
        var reply = await controls.AddAsync(entry, cancel);
        return reply.Done
            ? TypedResults.Created($"/api/checks/{Uri.EscapeDataString(reply.Name!)}", new Saved(reply.Name!, reply.Message)) // done names it
            : Replies.Problem(reply);
    }

    private static async Task<IResult> ReplaceAsync(string name, HttpRequest request, CheckControls controls, CancellationToken cancel)
    {
        var (entry, refusal) = await EntryAsync(request, cancel);
        if (refusal is not null)
            return refusal;
        var reply = await controls.ReplaceAsync(name, entry, cancel);
        return reply.Done ? TypedResults.Ok(new Saved(reply.Name ?? name, reply.Message)) : Replies.Problem(reply);
    }

    private static async Task<IResult> RemoveAsync(string name, CheckControls controls, CancellationToken cancel)
    {
        var reply = await controls.RemoveAsync(name, cancel);
        return reply.Done ? TypedResults.NoContent() : Replies.Problem(reply);
    }

    private static async Task<IResult> RunAsync(string name, CheckControls controls, CancellationToken cancel)
    {
        var reply = await controls.RunAsync(name, cancel);
        return reply.Done ? TypedResults.Accepted((string?)null, new Saved(name, reply.Message)) : Replies.Problem(reply);
    }

    internal static async Task<(string Entry, IResult? Refusal)> EntryAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            return ("", Replies.Problem(415, "Not JSON", "send one checks.yaml entry as JSON, with Content-Type: application/json"));
        var buffer = new byte[MaxEntry + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return read > MaxEntry
            ? ("", Replies.Problem(413, "Too large", $"an entry may be {MaxEntry / 1024} KiB at most"))
            : (Encoding.UTF8.GetString(buffer, 0, read), null);
    }
}
