using Monitor.Actors.Checks.Pings;
using Monitor.Actors.Roster;

namespace Monitor.Web.Api;

/// <summary><c>/api/push/{token}</c>: where targets say that they are well, in the words of Healthchecks and Uptime Kuma.</summary>
public static class PushEndpoint
{
    private const string Path = "/push/{token}";

    private const string Summary =
        "The target is well; status=down, /fail or an exit status other than 0: it is not. /start begins a run, rid= tells runs apart that overlap, "
        + "/log is only kept. msg= or a body up to 10 KB is kept, up to 1 KB of it; duration= (or ping=) is how long it took in ms.";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Head];

    public static RouteGroupBuilder MapPush(this RouteGroupBuilder api)
    {
        foreach (var method in Methods)
        {
            Describe(api.MapMethods(Path, [method], (string token, HttpContext context, PingRunner pings) => TakeAsync(token, null, context, pings)), $"Ping{method}");
            Describe(api.MapMethods(Path + "/{signal}", [method], TakeAsync), $"Signal{method}");
        }

        return api;
    }

    internal static bool IsPush(HttpRequest request) => request.Path.StartsWithSegments("/api/push");

    private static void Describe(RouteHandlerBuilder route, string name) => route
        .WithName(name).WithSummary(Summary).Produces<string>(200, "text/plain")
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(429).ProducesProblem(503);

    private static async Task<IResult> TakeAsync(string token, string? signal, HttpContext context, PingRunner pings)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!pings.Knows(token))
            return NoSuchToken();
        var reading = PingRequest.Read(signal, context.Request.Query);
        if (reading.Problem is { } problem)
            return problem.Status == 404 ? Replies.Problem(404, "No such signal", problem.Text) : Replies.Problem(400, "The ping is not valid", problem.Text);
        if (await PingRequest.BodyAsync(context.Request, context.RequestAborted) is not { } body)
            return Replies.Problem(413, "Too large", $"the body of a ping may have {PingRequest.MaxBody / 1000} KB at most");
        var outcome = await pings.TakeAsync(token, at => reading.Ping(at, body), context.RequestAborted);
        return Answer(outcome, context.Response);
    }

    private static IResult Answer(PingOutcome outcome, HttpResponse response)
    {
        switch (outcome)
        {
            case PingOutcome.Taken:
                return TypedResults.Text("OK");
            case PingOutcome.TooMany:
                response.Headers.RetryAfter = "1";
                return Replies.Problem(429, "Too many pings", $"a token may ping {PingBudget.AtOnce} times at once and ten times a second");
            case PingOutcome.UnknownToken:
                return NoSuchToken();
            default:
                response.Headers.RetryAfter = "1";
                return Replies.Problem(503, "Not taken", "the check did not answer in time; try again");
        }
    }

    private static IResult NoSuchToken() => Replies.Problem(404, "No such token", "no check waits for pings with this token");
}
