namespace Monitor.Web.Hosting;

/// <summary>Tells the browser to load nothing from elsewhere, to run no inline script and to let nobody frame the board.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    // Inline styles are MudBlazor's theme variables and Virtualize's spacers; there is no inline script at all.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // An endpoint with needs of its own (the API's reference page) has set its policy by now.
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = Policy;
            headers.XFrameOptions = "DENY";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
