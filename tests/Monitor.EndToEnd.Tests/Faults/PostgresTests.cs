using Monitor.EndToEnd.Tests.Support;
using Monitor.Tests.Shared;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>The monitor as users run it, on PostgreSQL.</summary>
public sealed class PostgresTests(PostgresServer server)
{
    private const int Refused = 78;
    private const string Key = "30803292467785586"; // "monitor"

    [Fact]
    public async Task Killed_during_an_incident_it_goes_on_with_it_and_repeats_no_alert()
    {
        using var place = new Workplace();
        await using var database = await server.NewDatabaseAsync();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        target.Break("shop");
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop", "steady"]));
        await using var monitor = await MonitorProcess.StartAsync(place, new Dictionary<string, string>(mail.Environment()) { ["DB_URL"] = database.Url });
        await Eventually.Passes(async () => Assert.Contains(await monitor.Api.EventsAsync("shop"), one => one.Kind == "alert-delivered"));
        await target.RoundsAsync(2, "shop", "steady");
        var before = await monitor.Api.CheckAsync("shop");

        await monitor.KillAsync();
        await monitor.StartAsync();
        await target.RoundsAsync(2, "shop", "steady");
        var after = await Eventually.Gives(async () =>
        {
            var check = await monitor.Api.CheckAsync("shop");
            Assert.True(check.ConsecutiveFailures > before.ConsecutiveFailures, $"{check.ConsecutiveFailures} failures in a row");
            return check;
        });
        Assert.Equal(("FAIL", before.FirstFailedAt, before.LastChangedAt), (after.Status, after.FirstFailedAt, after.LastChangedAt));
        target.Mend("shop");
        await Eventually.Passes(() => Assert.Equal(["[P1][FIRST_FAIL] shop", "[P1][RECOVERED] shop"], mail.Accepted.Select(one => one.Subject)));
        await Eventually.Passes(async () => Assert.Equal(
            ["defined", "down", "alert", "alert-delivered", "recovered", "alert", "alert-delivered"], (await monitor.Api.EventsAsync("shop")).Select(one => one.Kind)));

        await monitor.StopAsync();
        Assert.False(place.Has("data/monitor.db"));
        Assert.DoesNotContain(PostgresDatabase.Password, monitor.Output + monitor.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(PostgresDatabase.Password), monitor.Output + monitor.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("fail: ", monitor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_monitor_whose_database_was_taken_by_another_ends_at_once()
    {
        using var place = new Workplace();
        await using var database = await server.NewDatabaseAsync();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["shop"]));
        await using var monitor = await MonitorProcess.StartAsync(place, new Dictionary<string, string> { ["DB_URL"] = database.Url });
        await using var other = await database.OpenAsync();
        await using var queue = other.CreateCommand();
        queue.CommandText = $"SELECT pg_advisory_lock({Key})";
        var next = queue.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'monitor lock %'");
        await next;

        Assert.Equal(Refused, await monitor.ExitAsync());
        Assert.Contains($"another monitor runs on the database \"{database.Name}\" at {server.Address}", monitor.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_in_one_sentence()
    {
        using var place = new Workplace().Write("checks.yaml", "checks: []\n");
        await using var database = await server.NewDatabaseAsync();
        await using var monitor = new MonitorProcess(place, new Dictionary<string, string> { ["DB_URL"] = database.UrlAt(server.Address, "no-such") });
        await monitor.LaunchAsync();
        Assert.Equal(Refused, await monitor.ExitAsync());
        Assert.Equal($"PostgreSQL at {server.Address} has no database \"no-such\". Create it: CREATE DATABASE \"no-such\" OWNER \"{database.Name}\"", monitor.Errors.Trim());
        Assert.Equal("", monitor.Output);
    }
}
