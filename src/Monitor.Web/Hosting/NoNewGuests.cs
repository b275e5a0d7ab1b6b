namespace Monitor.Web.Hosting;

/// <summary>Lets nobody in while the monitor stops.</summary>
/// <remarks>A page whose connection has just been closed comes back at once; let in, it would keep the monitor from stopping.</remarks>
public static class NoNewGuests
{
    public static void RefuseWhileStopping(this WebApplication app) => app.Use((context, next) =>
    {
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    });
}
