using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Web.Tests.Support;

/// <summary>
/// A real server on this machine: each path that is a number answers with that status, <c>/hang</c> with nothing; what is posted
/// anywhere is taken.
/// </summary>
internal sealed class LoopbackTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private LoopbackTarget(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>How often it was asked for anything.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Whether what is posted is refused for good.</summary>
    public bool Refuses { get; set; }

    /// <summary>The bodies that were posted.</summary>
    public ConcurrentQueue<string> Posted { get; } = [];

    public static async Task<LoopbackTarget> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var target = new LoopbackTarget(builder.Build());
        target._app.MapGet("/{status:int}", target.Answer);
        target._app.MapGet("/hang", async (HttpContext context) =>
        {
            Interlocked.Increment(ref target._asked);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        target._app.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var body = new StreamReader(context.Request.Body);
            target.Posted.Enqueue(await body.ReadToEndAsync(context.RequestAborted));
            return target.Refuses ? TypedResults.Text("not for me", statusCode: 422) : TypedResults.Text("taken");
        });
        await target._app.StartAsync();
        return target;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private IResult Answer(int status)
    {
        Interlocked.Increment(ref _asked);
        return TypedResults.Text("{\"ok\":true}", "application/json", statusCode: status);
    }
}
