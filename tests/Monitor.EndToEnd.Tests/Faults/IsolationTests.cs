using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>The engine is in trouble and every target is well: nothing fails, and every check goes on (FAULTS R-34).</summary>
/// <remarks><c>R34_CHECKS</c> and <c>R34_SECONDS</c> make it longer.</remarks>
[Collection(Heavy.Name)]
public sealed class IsolationTests
{
    private const string Broken = "broken";

    private static TimeSpan Trouble => TimeSpan.FromSeconds(Numbers.Of("R34_SECONDS", 4));

    [Fact]
    public async Task No_check_fails_while_only_the_engine_is_in_trouble()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        var names = ChecksFile.Names("well", Numbers.Of("R34_CHECKS", 50));
        target.Break(Broken);
        place.Write("checks.yaml", ChecksFile.Of(target, [.. names, Broken]));
        await using var monitor = await MonitorProcess.StartAsync(place, new Dictionary<string, string>
        {
            ["SMTP_HOST"] = "mail.invalid", // no name server knows it
            ["MAIL_FROM"] = "monitor@example.org",
            ["MAIL_TO"] = "ops@example.org",
        });
        await target.RoundsAsync(2, names);

        foreach (var trouble in (Func<Task>[])[() => LockedAsync(place), () => StutteringAsync(monitor), CrowdedAsync])
        {
            await trouble();
            await target.RoundsAsync(3, names); // they go on, all of them
        }

        await Eventually.Passes(async () => Assert.All((await monitor.Api.ChecksAsync()).Where(check => check.Name != Broken), check => Assert.Equal(("OK", 0), (check.Status, check.ConsecutiveFailures))));
        Assert.Equal([Broken], (await monitor.Api.EventsAsync()).Where(happened => happened.Kind is "down" or "alert").Select(happened => happened.Check).Distinct());
        Assert.Equal("ok", Database.Integrity(place));
        await Eventually.Passes(async () => Assert.Contains("mail.invalid", await monitor.Api.TextAsync("api/alerts"), StringComparison.Ordinal)); // its cause is told
        TestContext.Current.SendDiagnosticMessage("R-34: {0} healthy checks, {1} s of each trouble: 0 failed, all go on", names.Length, Trouble.TotalSeconds);
    }

    /// <summary>Another process holds the database.</summary>
    private static async Task LockedAsync(Workplace place)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = place.Path("data/monitor.db"), Pooling = false }.ToString());
        await db.OpenAsync();
        await using var begin = db.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        await Task.Delay(Trouble, TestContext.Current.CancellationToken); // the fault itself
    }

    /// <summary>The machine gives it a fifth of the time.</summary>
    private static async Task StutteringAsync(MonitorProcess monitor)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Trouble)
        {
            await monitor.SignalAsync("STOP");
            await Task.Delay(400, TestContext.Current.CancellationToken); // the fault itself
            await monitor.SignalAsync("CONT");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Others want every processor twice.</summary>
    private static async Task CrowdedAsync()
    {
        var until = Stopwatch.GetTimestamp() + (long)(Trouble.TotalSeconds * Stopwatch.Frequency);
        var crowd = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (Stopwatch.GetTimestamp() < until)
                Thread.SpinWait(1_000);
        })).ToList();
        crowd.ForEach(thread => thread.Start());
        await Task.Run(() => crowd.ForEach(thread => thread.Join()));
    }
}
