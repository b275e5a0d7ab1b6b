using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>The receiver of a webhook: keeps what it takes, repeats included, and answers as the test says.</summary>
public sealed class WebhookSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<Post> _accepted = [];
    private readonly ConcurrentQueue<int> _script = [];
    private readonly WebApplication _app;

    private WebhookSink()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _app = builder.Build();
        _app.MapPost("/", AnswerAsync);
    }

    public string Url { get; } = $"http://127.0.0.1:{Ports.Free()}";

    /// <summary>What was answered with 200, in order.</summary>
    public IReadOnlyCollection<Post> Accepted => _accepted;

    public static async Task<WebhookSink> StartAsync()
    {
        var sink = new WebhookSink();
        await sink._app.StartAsync();
        return sink;
    }

    /// <summary>What checks.yaml needs to send here.</summary>
    /// <param name="more">Further keys of the channel.</param>
    public string Channel(string name = "hook", string more = "") => $"channels:\n  - {{ name: {name}, type: webhook, url: '{Url}'{more} }}\n";

    /// <summary>The next answers; afterwards it takes everything.</summary>
    public void Answers(params int[] statuses) => Array.ForEach(statuses, _script.Enqueue);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        string Word(string name) => body.RootElement.GetProperty(name).GetString()!; // always sent
        var post = new Post(context.Request.Headers["Idempotency-Key"].ToString(), Word("check"), Word("event"));
        context.Response.StatusCode = _script.TryDequeue(out var status) ? status : 200;
        if (context.Response.StatusCode == 200)
            _accepted.Enqueue(post); // before the answer: whoever hears it finds it here
    }

    /// <summary>An alert as the receiver got it.</summary>
    public sealed record Post(string Key, string Check, string Event);
}
