using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>What the monitor looks at: each check's answer is up to the test, and every answer given is written down.</summary>
public sealed class ScriptedTarget : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _down = [];
    private readonly ConcurrentQueue<Answer> _answers = [];
    private readonly ConcurrentQueue<string> _posts = [];
    private readonly WebApplication _app;

    private ScriptedTarget(WebApplication app, string url) => (_app, Url) = (app, url);

    public string Url { get; }

    /// <summary>Everything that was answered, in order.</summary>
    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>The names that were posted to.</summary>
    public IReadOnlyCollection<string> Posts => _posts;

    public static async Task<ScriptedTarget> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var url = $"http://127.0.0.1:{Ports.Free()}";
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var target = new ScriptedTarget(app, url);
        app.MapGet("/{name}", target.AnswerAsync);
        app.MapPost("/{name}", (string name) => target._posts.Enqueue(name));
        await app.StartAsync();
        return target;
    }

    public string UrlOf(string name) => $"{Url}/{name}";

    public bool IsDown(string name) => _down.GetValueOrDefault(name);

    public void Set(string name, bool down) => _down[name] = down;

    public void Break(params string[] names) => Array.ForEach(names, name => Set(name, down: true));

    public void Mend(params string[] names) => Array.ForEach(names, name => Set(name, down: false));

    /// <summary>How often the check has been looked at.</summary>
    public int Looks(string name) => _answers.Count(answer => answer.Name == name);

    /// <summary>Waits until each check has been looked at and judged this many times more.</summary>
    public async Task RoundsAsync(int more, params string[] names)
    {
        var before = names.ToDictionary(name => name, Looks);
        await Eventually.Passes(() => Assert.All(names, name => Assert.True(
            Looks(name) > before[name] + more, $"{name} was looked at {Looks(name) - before[name]} times"))); // one more: the last is judged
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, string name)
    {
        var down = IsDown(name);
        _answers.Enqueue(new Answer(name, TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp(), down));
        context.Response.StatusCode = down ? 503 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(down ? "{\"ok\":false}" : "{\"ok\":true}");
    }

    /// <summary>What a check was answered, and when.</summary>
    public sealed record Answer(string Name, DateTimeOffset At, long Timestamp, bool Down);
}
