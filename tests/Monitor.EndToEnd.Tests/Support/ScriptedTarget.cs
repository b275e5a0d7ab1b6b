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
    private WebApplication? _app;

    public string Url { get; } = $"http://127.0.0.1:{Ports.Free()}";

    /// <summary>Everything that was answered, in order.</summary>
    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>The names that were posted to.</summary>
    public IReadOnlyCollection<string> Posts => _posts;

    public static async Task<ScriptedTarget> StartAsync()
    {
        var target = new ScriptedTarget();
        await target.ListenAsync();
        return target;
    }

    /// <summary>Comes up, also again after <see cref="GoAwayAsync"/>.</summary>
    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _app = builder.Build();
        _app.MapGet("/{name}", AnswerAsync);
        _app.MapPost("/{name}", (string name) => _posts.Enqueue(name));
        await _app.StartAsync();
    }

    /// <summary>Nobody listens any more.</summary>
    public async Task GoAwayAsync()
    {
        if (_app is not { } app)
            return;
        _app = null;
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
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

    public async ValueTask DisposeAsync() => await GoAwayAsync();

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
