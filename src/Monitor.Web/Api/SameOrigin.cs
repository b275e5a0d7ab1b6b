namespace Monitor.Web.Api;

/// <summary>Refuses requests that another site makes a browser send: writes, and the board's WebSocket (FAULTS S-40, S-41).</summary>
/// <remarks>
/// A request without an <c>Origin</c> comes from a program, not from a page, and passes. So does a ping, which proves
/// itself by its token, not by where it comes from.
/// </remarks>
public static class SameOrigin
{
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        IsForeign(context.Request) && MayChange(context.Request) && !PushEndpoint.IsPush(context.Request) ? RefuseAsync(context) : next(context));

    internal static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && (!Uri.TryCreate(origin, UriKind.Absolute, out var from)
                || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Following a link from elsewhere is fine; anything that can change something, or a live connection, is not.</summary>
    private static bool MayChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.Headers.ContainsKey("Upgrade")
        || request.HttpContext.WebSockets.IsWebSocketRequest;

    private static Task RefuseAsync(HttpContext context) => Replies.Problem(
            StatusCodes.Status403Forbidden, "Foreign origin", "writes are accepted from this site and from programs only, not from other sites")
        .ExecuteAsync(context);
}
