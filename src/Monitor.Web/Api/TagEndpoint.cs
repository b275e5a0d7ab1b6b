using Monitor.Actors.Config;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/tags</c>: tags of many checks at once.</summary>
public static class TagEndpoint
{
    public static RouteGroupBuilder MapTags(this RouteGroupBuilder api)
    {
        api.MapPost("/tags", TagAsync).WithName("TagChecks")
            .WithSummary("Gives tags to checks that were added on the board or here, and takes them away, in one write").Produces<Tagged>()
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return api;
    }

    private static async Task<IResult> TagAsync(TagBody body, CheckControls controls, CancellationToken cancel)
    {
        if (body.Checks is not { Count: > 0 } names)
            return Replies.Bad("checks: name at least one check");
        var change = new TagChange(body.Add ?? [], body.Remove ?? []);
        if (change.Fault is { } fault)
            return Replies.Bad(fault);
        var reply = await controls.TagAsync([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], change, cancel);
        return reply.Done ? TypedResults.Ok(new Tagged(reply.Message)) : Replies.Problem(reply);
    }

    /// <param name="Checks">Names.</param>
    /// <param name="Add">Tags that they get.</param>
    /// <param name="Remove">Tags that they lose.</param>
    public sealed record TagBody(IReadOnlyList<string>? Checks = null, IReadOnlyList<string>? Add = null, IReadOnlyList<string>? Remove = null);

    /// <summary>What was done, in a sentence.</summary>
    public sealed record Tagged(string Message);
}
