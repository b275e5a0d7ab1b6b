using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;

namespace Monitor.Web.Api;

/// <summary><c>/api/checks/{name}/runs</c>: the runs of the job behind a check.</summary>
public static class RunsEndpoint
{
    private const int DefaultTake = 100;

    public static RouteGroupBuilder MapRuns(this RouteGroupBuilder api)
    {
        api.MapGet("/checks/{name}/runs", RunsAsync).WithName("ListRuns")
            .WithSummary("Runs of the job behind a job or push check, newest first; take= up to 1000")
            .Produces<RunsJson>().ProducesProblem(400).ProducesProblem(404);
        return api;
    }

    private static async Task<IResult> RunsAsync(
        string name, RunQueries runs, ResultQueries results, BoardHub board, CancellationToken cancel, int? take = null)
    {
        if (take is < 1 or > RunQueries.MaxTake)
            return Replies.Problem(400, "The request is not valid", $"take: must be from 1 to {RunQueries.MaxTake}");
        if (!CheckName.TryParse(name, out var check, out _) || (board.Current.Find(name) is null && !await results.KnowsAsync(check, cancel)))
            return Replies.Problem(404, "No such check", $"there is no check named {name}, and no result of one");
        return TypedResults.Ok(new RunsJson([.. (await runs.NewestAsync(check, take ?? DefaultTake, cancel)).Select(RunJson.Of)]));
    }
}
