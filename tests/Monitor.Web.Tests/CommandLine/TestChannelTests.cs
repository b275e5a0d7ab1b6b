using System.Text.Json;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.CommandLine;

public sealed class TestChannelTests : IAsyncLifetime
{
    private const string Canary = "CANARY-5d81f0c2";

    private readonly Shell _shell = new();
    private LoopbackTarget _target = null!; // started before the first test

    public async ValueTask InitializeAsync()
    {
        _target = await LoopbackTarget.StartAsync();
        _shell.Write(".env", $"HOOK_URL='{_target.Url}/{Canary}'\nNOWHERE_URL='http://127.0.0.1:1/{Canary}'\n");
        _shell.Write("checks.yaml", """
            channels:
              - { name: hook, type: webhook, url: "{HOOK_URL}" }
              - { name: nowhere, type: slack, url: "{NOWHERE_URL}" }
            checks: []

            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        _shell.Dispose();
    }

    [Fact]
    public async Task A_test_is_sent_says_that_it_is_one_and_leaves_nothing_behind()
    {
        var called = await _shell.CallAsync("test-channel", "HOOK");
        Assert.Equal((0, "hook: sent: HTTP 200: taken", ""), (called.Code, called.Out.Trim(), called.Errors));
        var request = Assert.Single(_target.Posted);
        Assert.Contains("\"event\":\"test\"", request, StringComparison.Ordinal);
        Assert.Contains("[TEST] this is a test of the channel hook", request, StringComparison.Ordinal);
        Assert.Equal([".env", "checks.yaml"], _shell.Files);
    }

    [Fact]
    public async Task What_does_not_arrive_is_told_without_the_address()
    {
        var called = await _shell.CallAsync("test-channel", "nowhere");
        Assert.Equal((1, "", "nowhere: not sent: connection refused"), (called.Code, called.Out, called.Errors.Trim()));
    }

    [Fact]
    public async Task Programs_get_json()
    {
        using var json = JsonDocument.Parse((await _shell.CallAsync("test-channel", "hook", "--json")).Out);
        Assert.Equal(("hook", "sent", "HTTP 200: taken"), (Text("channel"), Text("outcome"), Text("message")));

        string? Text(string name) => json.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task The_channels_of_the_environment_can_be_tested_too()
    {
        _shell.Write(".env", $"HOOK_URL=http://x/\nNOWHERE_URL=http://x/\nSMTP_HOST=127.0.0.1\nSMTP_PORT=1\nSMTP_TLS=none\nSMTP_PASS={Canary}\n");
        var called = await _shell.CallAsync("test-channel", "email");
        Assert.Equal(1, called.Code);
        Assert.StartsWith("email: not sent: 127.0.0.1:1: ", called.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, called.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_not_there_and_a_bad_file_are_told()
    {
        var called = await _shell.CallAsync("test-channel", "pager");
        Assert.Equal((2, "there is no channel named \"pager\"; there are console, hook, nowhere"), (called.Code, called.Errors.Trim()));
        Assert.Equal(3, (await _shell.Write("checks.yaml", "checks: [{ name: a }]\n").CallAsync("test-channel", "hook")).Code);
    }
}
