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
}
