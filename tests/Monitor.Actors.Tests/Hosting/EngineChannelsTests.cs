using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>Channels of checks.yaml in the whole engine, as production registers it.</summary>
public sealed class EngineChannelsTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LoopbackTarget _target = LoopbackTarget.Http("down", 503);

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        _folder.Dispose();
    }

    private void Write(LoopbackTarget receiver, string path) => _folder.Write("checks.yaml", $$"""
        channels:
          - { name: hook, type: webhook, url: '{{receiver.Url}}{{path}}' }
        checks:
          - { name: ping, type: http, url: '{{_target.Url}}', interval: 1s, retries: 0, expect_status: 200, notify_on: [first_fail] }

        """);

    private static async Task<string> Log(EngineHost engine) => string.Join('\n', (await engine.Services.GetRequiredService<EventLog>()
        .ReadAsync(new EventFilter(), 20, TestContext.Current.CancellationToken)).Select(entry => entry.Text));

    [Fact]
    public async Task Every_alert_goes_to_the_usual_channels_and_to_each_of_the_file()
    {
        await using var receiver = LoopbackTarget.Http("taken");
        Write(receiver, "alerts");
        await using var engine = await EngineHost.StartAsync(_folder.Path);
        await engine.BoardWhere(_ => receiver.Requests.Count > 0);
        Assert.StartsWith("POST /alerts ", receiver.Requests[0], StringComparison.Ordinal);
        Assert.Contains("\"event\":\"first_fail\"", receiver.Requests[0], StringComparison.Ordinal);
        Assert.Contains("for console, hook", await Log(engine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_was_set_up_wrongly_is_on_the_board_until_the_file_is_mended_and_then_delivers()
    {
        await using var receiver = new LoopbackTarget(request => request.StartsWith("POST /right ", StringComparison.Ordinal)
            ? LoopbackTarget.Answer("taken")
            : LoopbackTarget.Answer("no such hook", 404));
        Write(receiver, "wrong");
        await using var engine = await EngineHost.StartAsync(_folder.Path);
        var trouble = (await engine.BoardWhere(board => !board.Troubles.IsEmpty)).Troubles[0];
        Assert.Equal(("hook", "hook: not delivered, 1 queued: the channel is set up wrongly: HTTP 404: no such hook"), (trouble.Part, trouble.Text));
        Write(receiver, "right");
        await engine.BoardWhere(board => board.Troubles.IsEmpty && receiver.Requests.Any(request => request.StartsWith("POST /right ", StringComparison.Ordinal)));
        Assert.Single(receiver.Requests.Select(request => request.Split("Idempotency-Key: ")[1].Split('\r')[0]).Distinct());
    }

    /// <summary>S-60: receivers that repeat whatever they get, in good and in bad answers, and a grep over all that is left.</summary>
    [Fact]
    public async Task No_secret_of_a_channel_is_in_the_journal_the_log_the_news_or_on_the_board()
    {
        var asked = 0;
        await using var receiver = new LoopbackTarget(request =>
            LoopbackTarget.Answer(request.Replace("\r\n", "|", StringComparison.Ordinal), (Interlocked.Increment(ref asked) % 5) switch { 0 => 200, 1 => 400, 2 => 403, 3 => 429, _ => 503 }));
        var url = receiver.Url.AbsoluteUri.TrimEnd('/');
        _folder.Write(".env", $"SECRET={ChannelBench.Canary}\nSECRET_URL='{url}/services/{ChannelBench.Canary}'\n");
        string[] entries = [
            "type: webhook, url: '{SECRET_URL}', secret: '{SECRET}', headers: { Authorization: 'Bearer {SECRET}' }", "type: slack, url: '{SECRET_URL}'",
            "type: teams, url: '{SECRET_URL}'", "type: discord, url: '{SECRET_URL}'", $"type: telegram, token: '{{SECRET}}', chat_id: 42, api_url: '{url}'",
            $"type: ntfy, topic: ops, username: ops, password: '{{SECRET}}', api_url: '{url}'", $"type: pushover, token: '{{SECRET}}', user: '{{SECRET}}', api_url: '{url}'",
            $"type: pagerduty, routing_key: '{{SECRET}}', api_url: '{url}'", $"type: opsgenie, api_key: '{{SECRET}}', api_url: '{url}'",
            "type: command, command: [sh, -c, 'echo \"$SECRET\"; exit 1'], environment: { SECRET: '{SECRET}' }"];
        _folder.Write("checks.yaml", $$"""
            global: { allow_commands: true }
            channels:
            {{string.Join('\n', entries.Select((entry, i) => $"  - {{ name: channel-{i}, {entry} }}"))}}
            checks:
              - { name: ping, type: http, url: '{{_target.Url}}', interval: 1s, retries: 0, expect_status: 200, notify_on: [first_fail] }

            """);
        var news = new ConcurrentQueue<string>();
        await using (var engine = await EngineHost.StartAsync(_folder.Path))
        {
            var system = engine.Services.GetRequiredService<ActorSystem>();
            var ear = system.ActorOf(Props.Create(() => new Ear(news)));
            system.EventStream.Subscribe(ear, typeof(object));
            await engine.BoardWhere(board => asked >= entries.Length - 1 && board.Troubles.Length >= 3 && news.Count(text => text.Contains("channel-", StringComparison.Ordinal)) > 20);
            Assert.DoesNotContain(ChannelBench.Canary, JsonSerializer.Serialize(engine.Board.Troubles), StringComparison.Ordinal);
            var log = await Log(engine);
            Assert.Contains("{SECRET", log, StringComparison.Ordinal);
            Assert.DoesNotContain(ChannelBench.Canary, log, StringComparison.Ordinal);
        }

        Assert.Contains(receiver.Requests, request => request.Contains(ChannelBench.Canary, StringComparison.Ordinal)); // it was there to be repeated
        Assert.DoesNotContain(news, text => text.Contains(ChannelBench.Canary, StringComparison.Ordinal));
        var leaks = Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != ".env")
            .Where(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(ChannelBench.Canary, StringComparison.Ordinal));
        Assert.Empty(leaks);
    }

    /// <summary>Hears all that is published, log lines too.</summary>
    private sealed class Ear : ReceiveActor
    {
        public Ear(ConcurrentQueue<string> heard) => ReceiveAny(news => heard.Enqueue($"{news}"));
    }
}
