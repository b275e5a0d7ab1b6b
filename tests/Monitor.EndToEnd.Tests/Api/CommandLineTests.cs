using System.Text.Json;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Api;

/// <summary>The verbs of the built program, as a shell or CI calls them.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task The_exit_code_says_whether_the_configuration_is_good()
    {
        using var place = new Workplace();
        await using (var missing = Call(place, "validate"))
            Assert.Equal(2, await missing.ExitAsync());
        place.Write("checks.yaml", "checks:\n  - { name: a, type: htpp }\n");
        await using (var bad = Call(place, "validate"))
        {
            Assert.Equal(1, await bad.ExitAsync());
            Assert.StartsWith("checks.yaml:2:22: error: a.type: unknown check type \"htpp\"; did you mean http?", bad.Output, StringComparison.Ordinal);
        }

        await using var unknown = Call(place, "validate", "--jsn");
        Assert.Equal(2, await unknown.ExitAsync());
        Assert.Contains("--jsn", unknown.Errors, StringComparison.Ordinal);
        Assert.False(place.Has("data"));
    }

    [Fact]
    public async Task Beside_a_running_monitor_everything_can_be_looked_at_and_nothing_is_disturbed()
    {
        await using var target = await ScriptedTarget.StartAsync();
        using var place = new Workplace().Write("checks.yaml", ChecksFile.Of(target, ["api", "shop"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        target.Break("shop");
        await using (var good = Call(place, "validate", "--strict"))
        {
            Assert.Equal(0, await good.ExitAsync());
            Assert.Equal("2 checks, 0 errors, 0 warnings\n", good.Output);
        }

        await using (var once = Call(place, "run-once", "--json"))
        {
            Assert.Equal(1, await once.ExitAsync());
            using var told = JsonDocument.Parse(once.Output);
            Assert.Equal("shop", told.RootElement.GetProperty("checks")[0].GetProperty("name").GetString());
        }

        await using (var table = Call(place, "run-once", "--name", "api"))
        {
            Assert.Equal(0, await table.ExitAsync());
            Assert.Contains("HTTP 200", table.Output, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', table.Output);
        }

        Assert.Equal("ready", await monitor.Api.TextAsync("readyz"));
        await monitor.StopAsync();
    }

    [Fact]
    public async Task Ctrl_C_ends_a_look_at_a_target_that_hangs()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        using var place = new Workplace().Write(
            "checks.yaml",
            $"checks:\n  - {{ name: a, type: http, url: \"http://{silent.LocalEndpoint}/\", expect_status: 200, interval: 10m, timeout: 5m, notify_on: [first_fail] }}\n");
        await using var once = Call(place, "run-once");
        using var asked = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await once.SignalAsync("INT");
        Assert.Equal(130, await once.ExitAsync(TimeSpan.FromSeconds(15)));
    }

    private static ChildProgram Call(Workplace place, params string[] arguments) =>
        new("monitor", "dotnet", [Repository.Program("Monitor.Web"), .. arguments], place.Folder);
}
