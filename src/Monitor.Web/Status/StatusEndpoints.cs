using System.Text;
using Monitor.Web.Api;

namespace Monitor.Web.Status;

/// <summary>What needs no login: <c>/status</c>, its feed, <c>/api/status</c>, and badges.</summary>
/// <remarks>All of it is answered from one <see cref="StatusView"/>, so what is not public cannot be asked for: it is not in there.</remarks>
public static class StatusEndpoints
{
    // There is no inline script or style at all.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string NoPage = "there is no status page: write status_page: at the top of checks.yaml, with the groups that everybody may see";

    public static void AddStatusPage(this IServiceCollection services) => services
        .AddSingleton<IStatusPast, StatusPastLoader>()
        .AddSingleton<StatusPrinter>()
        .AddSingleton<StatusDesk>();

    public static void MapStatusPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/status", PageAsync).ExcludeFromDescription();
        app.MapGet("/status/feed.atom", FeedAsync).ExcludeFromDescription();
        app.MapGet("/badge/{**path}", BadgeAsync).ExcludeFromDescription();
    }

    public static RouteGroupBuilder MapStatus(this RouteGroupBuilder api)
    {
        api.MapGet("/status", JsonAsync).WithName("GetStatus")
            .WithSummary("The status page: what everybody may see of the public checks, their uptime, incidents and maintenance")
            .Produces<StatusJson>().ProducesProblem(404).ProducesProblem(503);
        return api;
    }

    private static async Task<IResult> PageAsync(HttpContext context, StatusDesk desk, CancellationToken cancel)
    {
        if (context.Request.Path.Value?.EndsWith('/') == true) // what the page links to is relative to /status
            return TypedResults.Redirect($"{context.Request.PathBase}/status", permanent: true);
        if (await desk.ViewAsync(cancel) is not { } view)
            return desk.IsReady
                ? TypedResults.Text($"T{NoPage[1..]}.\n", statusCode: StatusCodes.Status404NotFound)
                : TypedResults.Text("The monitor is starting.\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        Keep(context, StatusDesk.PageAge);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Bytes(await desk.PageAsync(view, cancel), "text/html; charset=utf-8");
    }

    private static async Task<IResult> JsonAsync(HttpContext context, StatusDesk desk, CancellationToken cancel)
    {
        if (await desk.ViewAsync(cancel) is not { } view)
            return Missing(desk);
        Keep(context, StatusDesk.PageAge);
        return TypedResults.Ok(StatusJson.Of(view));
    }

    private static async Task<IResult> FeedAsync(HttpContext context, StatusDesk desk, CancellationToken cancel)
    {
        if (await desk.ViewAsync(cancel) is not { } view)
            return Missing(desk);
        Keep(context, StatusDesk.PastAge);
        return TypedResults.Bytes(
            StatusFeed.Write(view, view.Url ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}/status")), "application/atom+xml; charset=utf-8");
    }

    private static async Task<IResult> BadgeAsync(string? path, HttpContext context, StatusDesk desk, CancellationToken cancel, string? range = null)
    {
        if (await desk.ViewAsync(cancel) is not { } view)
            return Missing(desk);
        var parts = BadgePath.Parse(path);
        if ((view.Find(parts.Check) ?? view.Find(Uri.UnescapeDataString(parts.Check))) is not { } check)
            return Replies.Problem(404, "No such check", "there is no public check of that name");
        if (BadgeRange.IndexOf(range) is not { } index)
            return Replies.Problem(400, "The request is not valid", $"range: must be one of {BadgeRange.All}");
        if (Badge.Of(check, parts.Kind, index) is not { } badge || parts.Format is not ("svg" or "json"))
            return Replies.Problem(404, "No such badge", "there are status, uptime and latency, each as .svg and .json");
        Keep(context, StatusDesk.PastAge);
        return parts.Format == "json" ? TypedResults.Json(badge) : TypedResults.Text(BadgeSvg.Draw(badge, check.Name.Value), "image/svg+xml", Encoding.UTF8);
    }

    private static void Keep(HttpContext context, TimeSpan age) => context.Response.Headers.CacheControl = $"public, max-age={age.TotalSeconds:0}";

    private static IResult Missing(StatusDesk desk) => desk.IsReady
        ? Replies.Problem(404, "No status page", NoPage)
        : Replies.Problem(503, "Starting", "the monitor is starting");
}
