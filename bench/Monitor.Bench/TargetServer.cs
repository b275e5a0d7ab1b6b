using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Bench;

/// <summary>Answers with a small JSON, with 503, or never; stops by itself after three hours.</summary>
public static class TargetServer
{
    private static readonly byte[] Body = """{"ok":true,"latency_ms":12,"depth":7,"version":"1.0.3"}"""u8.ToArray();

    private static volatile bool _flipped;

    public static async Task<int> RunAsync(Workload work, int port, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromHours(3));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = null;
            foreach (var host in work.Hosts)
                kestrel.Listen(IPAddress.Parse(host), port);
        });
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(limit.Token);
        await Task.Delay(Timeout.Infinite, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/hang"))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var path = context.Request.Path;
        if (path.StartsWithSegments("/control/flip"))
            _flipped = path.StartsWithSegments("/control/flip/FAIL");
        context.Response.StatusCode = path.StartsWithSegments("/fail") || (_flipped && path.StartsWithSegments("/flip")) ? 503 : 200;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body);
    }
}
