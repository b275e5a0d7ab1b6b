using Monitor.Actors.Board;
using Monitor.Web.Engine;

namespace Monitor.Web.Api;

/// <summary><c>/api/config</c>: what is wrong with the configuration, what it was before, and going back to that.</summary>
public static class ConfigEndpoints
{
    public static RouteGroupBuilder MapConfig(this RouteGroupBuilder api)
    {
        api.MapGet("/config", (BoardHub board) => ConfigJson.Of(board.Current.Config)).WithName("GetConfig")
            .WithSummary("Whether what is saved is in use, and every problem of it").Produces<ConfigJson>();
        api.MapGet("/config/versions", async (IConfigDesk desk, CancellationToken cancel) => (await desk.VersionsAsync(cancel)).Select(VersionJson.Of))
            .WithName("ListVersions").WithSummary("The configurations that came into use, newest first").Produces<VersionJson[]>();
        api.MapGet("/config/versions/{number:int}", FindAsync).WithName("CompareVersion")
            .WithSummary("What going back to a version would change: checks, and lines of files").Produces<VersionChangeJson>().ProducesProblem(404);
        api.MapPost("/config/versions/{number:int}/revert", RevertAsync).WithName("RevertToVersion")
            .WithSummary("Puts the files of a version in the place of those that are there, which are kept as a version too")
            .Produces<VersionJson>().ProducesProblem(404).ProducesProblem(422).ProducesProblem(503);
        return api;
    }

    private static async Task<IResult> FindAsync(int number, IConfigDesk desk, CancellationToken cancel) =>
        await desk.CompareAsync(number, cancel) is { } change ? TypedResults.Ok(VersionChangeJson.Of(change)) : Missing(number);

    private static async Task<IResult> RevertAsync(int number, IConfigDesk desk, CancellationToken cancel)
    {
        var reply = await desk.GoBackAsync(number, cancel);
        return reply.Outcome switch
        {
            ControlOutcome.Done => TypedResults.Ok(VersionJson.Of((await desk.VersionsAsync(cancel))[0])),
            ControlOutcome.NotFound => Missing(number),
            ControlOutcome.Invalid => Replies.Problem(422, "The version cannot be used", reply.Message),
            _ => Replies.Problem(reply),
        };
    }

    private static IResult Missing(int number) => Replies.Problem(404, "No such version", $"there is no version {number} of the configuration; GET /api/config/versions lists them");
}
