using System.Text.Json;
using Monitor.Actors.Alerts;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts.Channels;

/// <summary>A program as a channel: what it is told, and what its end means.</summary>
public sealed class CommandChannelTests : IAsyncDisposable
{
    private readonly ChannelBench _bench = new();
    private readonly TempFolder _folder = new();

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _folder.Dispose();
    }

    private Task<Delivery> Run(string script, string more = "", Alert? alert = null) =>
        _bench.Send($"type: command, command: [sh, '{_folder.Write("it.sh", $"{script}\n")}'], environment: {{ SECRET: '{{SECRET}}', OUT: '{_folder.Path}' }}{more}", alert);

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder.Path, file));

    [Fact]
    public async Task The_alert_is_on_standard_input_and_in_the_environment()
    {
        _bench.Variables["BOARD_URL"] = "https://board.example";
        var nasty = "\"; $(touch /tmp/x) `id` \u00e4\n";
        Assert.Equal(new Delivery.Sent("told"), await Run("cat > \"$OUT/in\"; env > \"$OUT/env\"; printf %s \"$MONITOR_REASON\" > \"$OUT/why\"; echo told; echo more", alert: ChannelBench.An(reason: nasty)));
        using var json = JsonDocument.Parse(Read("in"));
        Assert.Equal(nasty, json.RootElement.GetProperty("reason").GetString());
        Assert.Equal("first_fail", json.RootElement.GetProperty("event").GetString());
        Assert.Equal(nasty, Read("why"));
        var environment = Read("env");
        foreach (var line in new[] { "MONITOR_CHECK=db-health", "MONITOR_EVENT=first_fail", "MONITOR_CHANNEL=it", "MONITOR_TITLE=[P1] db-health failed", "MONITOR_LINK=https://board.example/check/db-health", $"SECRET={ChannelBench.Canary}" })
            Assert.Contains($"{line}\n", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", environment, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 75", "exit code 75")]
    [InlineData("echo no network >&2; exit 1", "exit code 1: no network")]
    [InlineData("echo said; exit 3", "exit code 3: said")]
    [InlineData("kill -9 $$", "exit code 137")]
    public async Task A_program_that_fails_is_run_again_later(string script, string why) =>
        Assert.Equal(new Delivery.TryLater(why), await Run(script));

    [Fact]
    public async Task Bad_data_is_given_up() => Assert.Equal(new Delivery.GiveUp("exit code 65: no such number"), await Run("echo no such number; exit 65"));

    [Fact]
    public async Task A_program_need_not_read_what_it_is_given() =>
        Assert.IsType<Delivery.Sent>(await Run("exec < /dev/null; exit 0", alert: ChannelBench.An(reason: new string('x', 200_000))));

    [Fact]
    public async Task A_program_that_hangs_is_ended() =>
        Assert.Equal(new Delivery.TryLater("the program had not ended after 1 s"), await Run("sleep 1000", ", timeout: 1s"));

    [Fact]
    public async Task A_program_that_cannot_be_run_is_the_channels_fault() => Assert.Equal(
        new Delivery.TryLater("the channel is set up wrongly: /nowhere/tell cannot be run: it does not exist"),
        await _bench.Send("type: command, command: [/nowhere/tell]"));

    [Fact]
    public async Task What_it_says_of_a_secret_is_masked() =>
        Assert.Equal(new Delivery.TryLater("exit code 1: cannot log in with {SECRET}"), await Run("echo \"cannot log in with $SECRET\"; exit 1"));

    [Fact]
    public void It_has_to_be_allowed() => Assert.Contains(
        _bench.Reading("  - { name: it, type: command, command: [true] }", "{}").Errors,
        problem => problem.Fault == "command runs programs on this machine, which is not allowed");
}
