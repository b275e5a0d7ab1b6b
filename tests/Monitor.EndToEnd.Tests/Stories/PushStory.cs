using System.Net;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary>A job reports, the monitor dies without a warning, and knows of it when it comes back.</summary>
public sealed class PushStory
{
    private const string Token = "backup-token-0123456789";

    private static async Task Ping(MonitorProcess monitor, string more = "")
    {
        using var answer = await monitor.Api.Http.PostAsync(new Uri($"api/push/{Token}{more}", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_answered_with_OK_survives_a_kill()
    {
        using var place = new Workplace();
        place.Write(".env", $"BACKUP_TOKEN={Token}\n");
        place.Write("checks.yaml", """
            checks:
              - { name: backup, type: push, token: "{BACKUP_TOKEN}", period: 1h, grace: 1h, notify_on: [first_fail, recovered] }
            """);
        await using var monitor = await MonitorProcess.StartAsync(place);
        await Ping(monitor, "?msg=the%20night%20was%20quiet");
        await monitor.KillAsync();

        await monitor.StartAsync();
        await Eventually.Passes(async () =>
        {
            var check = await monitor.Api.CheckAsync("backup");
            Assert.Equal(("OK", "the night was quiet"), (check.Status, check.Reason));
        });
        await Ping(monitor, "/1");
        await monitor.KillAsync();

        await monitor.StartAsync();
        await Eventually.Passes(async () => Assert.Equal("FAIL", (await monitor.Api.CheckAsync("backup")).Status));
        await Ping(monitor);
        await Eventually.Passes(async () => Assert.Equal("OK", (await monitor.Api.CheckAsync("backup")).Status));
        Assert.Equal(["defined", "up", "down", "recovered"], (await monitor.Api.EventsAsync("backup")).Select(one => one.Kind).Where(kind => !kind.StartsWith("alert", StringComparison.Ordinal) && kind != "suppression-ended")); // nobody is told until the silences are read
        Assert.DoesNotContain(Token, monitor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, await monitor.Api.TextAsync("api/checks"), StringComparison.Ordinal);
    }
}
