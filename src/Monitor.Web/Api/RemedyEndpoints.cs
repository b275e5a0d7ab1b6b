using Monitor.Actors.Remedies;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/remedies</c>: how well remedies do; and approving one that waits.</summary>
public static class RemedyEndpoints
{
    public static RouteGroupBuilder MapRemedies(this RouteGroupBuilder api)
    {
        api.MapGet("/remedies", ListAsync).WithName("ListRemedies")
            .WithSummary("What every remedy that ever ran came to: runs, how many fixed it, did not help, made it worse, and how soon it was fixed")
            .Produces<RemedyJson[]>();
        api.MapPost("/checks/{name}/remedies/{id}/approve", ApproveAsync).WithName("ApproveRemedy")
            .WithSummary("Runs a remedy that waits for approval, once; its id is among the proposals of the check")
            .Produces<CheckEndpoints.Saved>().ProducesProblem(404).ProducesProblem(409);
        return api;
    }

    /// <param name="Place">Its place in <c>on_fail.actions</c>, from 0.</param>
    /// <param name="Unknown">Runs of which nobody knows whether they helped.</param>
    /// <param name="Failed">Runs that failed themselves.</param>
    /// <param name="DryRuns">Times that it would have run.</param>
    /// <param name="LastRunAt">Epoch seconds.</param>
    public sealed record RemedyJson(
        string Check, int Place, string Action, int Runs, int Fixed, int DidNotHelp, int MadeWorse, int Unknown, int Failed, int DryRuns,
        double? MedianSecondsToFix, double? LastRunAt)
    {
        public static RemedyJson Of(RemedyRecord record) => new(
            record.Check, record.Index, record.Action, record.Runs, record.Fixed, record.DidNotHelp, record.MadeWorse, record.Unknown, record.Failed,
            record.Rehearsed, record.MedianSecondsToFix, Epoch.Seconds(record.LastRunAt));
    }

    private static async Task<IResult> ListAsync(RemedyLog remedies, CancellationToken cancel) =>
        TypedResults.Ok((await remedies.RecordsAsync(cancel)).Select(RemedyJson.Of).ToArray());

    private static async Task<IResult> ApproveAsync(string name, string id, CheckControls controls, CancellationToken cancel)
    {
        var reply = await controls.ApproveAsync(name, id, CheckOrders.Api, cancel);
        return reply.Done ? TypedResults.Ok(new CheckEndpoints.Saved(reply.Name ?? name, reply.Message)) : Replies.Problem(reply);
    }
}
