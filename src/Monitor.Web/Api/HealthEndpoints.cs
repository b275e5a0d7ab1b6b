using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Actors.Board;

namespace Monitor.Web.Api;

/// <summary><c>/healthz</c>: the process lives; <c>/readyz</c>: its checks run and it can keep what it decides.</summary>
public static class HealthEndpoints
{
    /// <summary>The board is published every few seconds, even when nothing happens.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok")).WithName("Live").WithSummary("The process is alive").ExcludeFromDescription();
        app.MapGet("/readyz", Ready).WithName("Ready").WithSummary("The engine is ready").ExcludeFromDescription();
    }

    private static ContentHttpResult Ready(BoardHub hub, TimeProvider time)
    {
        var board = hub.Current;
        if (!board.Ready)
            return NotReady("the checks are starting");
        if (time.GetUtcNow() - board.At > Stale)
            return NotReady("the engine has stopped publishing");
        return board.Troubles.FirstOrDefault(trouble => trouble.IsOfEngine("journal")) is { } trouble ? NotReady(trouble.Text) : TypedResults.Text("ready");
    }

    private static ContentHttpResult NotReady(string why) => TypedResults.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
