using static MockApp.PythonJson;

namespace MockApp;

/// <summary>What every request passes through before an endpoint sees it.</summary>
internal static class Guards
{
    /// <summary>An error without a body gets the one FastAPI would send.</summary>
    public static void UseFastApiErrors(this WebApplication app) => app.UseStatusCodePages(error =>
        error.HttpContext.Response.StatusCode switch
        {
            404 => Answer(404, ("detail", "Not Found")).ExecuteAsync(error.HttpContext),
            405 => Answer(405, ("detail", "Method Not Allowed")).ExecuteAsync(error.HttpContext),
            _ => Task.CompletedTask,
        });

    /// <summary>A web page from elsewhere must not switch faults through the reader's browser.</summary>
    public static void UseSameOriginOnly(this WebApplication app) => app.Use((context, next) =>
        IsForeign(context.Request)
            ? Answer(403, ("detail", "Refused: the request comes from another origin")).ExecuteAsync(context)
            : next(context));

    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is not ("" or "same-origin" or "none")
            || (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
