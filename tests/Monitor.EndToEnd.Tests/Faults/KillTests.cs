using System.Diagnostics;
using System.Globalization;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>kill -9 again and again, at any moment (FAULTS R-01): nothing is lost, nothing is told twice as news.</summary>
[Collection(Heavy.Name)]
public sealed class KillTests
{
    private static int Cycles => Numbers.Of("R01_CYCLES", 12);

    [Fact]
    public async Task Killed_over_and_over_no_alert_is_lost_and_none_is_told_twice_as_news()
    {
        var names = ChecksFile.Names("a", 25);
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        await using var mail = await MailServer.StartAsync();
        await using var hook = await WebhookSink.StartAsync();
        place.Write("checks.yaml", hook.Channel() + ChecksFile.Of(target, names));
        await using var monitor = new MonitorProcess(place, mail.Environment());
        using var toggling = new CancellationTokenSource();
        var world = ToggleAsync(target, names, toggling.Token);
        List<(long From, long To)> lives = [];
        var slowest = TimeSpan.Zero;

        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var from = Stopwatch.GetTimestamp();
            if (cycle % 4 == 3) // some die before they are up
                await monitor.LaunchAsync();
            else
                await monitor.StartAsync();
            var start = Stopwatch.GetElapsedTime(from);
            slowest = start > slowest ? start : slowest;
            await Task.Delay(TimeSpan.FromSeconds(0.3 + (3.7 * Random.Shared.NextDouble())), TestContext.Current.CancellationToken);
            lives.Add((from, Stopwatch.GetTimestamp()));
            await monitor.KillAsync();
            Assert.Equal("ok", Database.Integrity(place));
        }

        await toggling.CancelAsync();
        await world;
        var last = Stopwatch.GetTimestamp();
        await monitor.StartAsync();
        var ledger = await Settled.LedgerAsync(monitor, target, mail, names, hook);
        lives.Add((last, Stopwatch.GetTimestamp()));
        await monitor.StopAsync();

        Report($"{Cycles} kills, {ledger.Figures}; slowest start {slowest.TotalSeconds:0.0} s");
        None("Lost", ledger.Lost);
        None("Unasked", ledger.Unasked);
        None("ToldTwice", ledger.ToldTwice);
        None("Contradictions", ledger.Contradictions());
        None("Wrong", ledger.Wrong(target.Answers, lives));
        None("OutOfOrder", ledger.OutOfOrder());
        Assert.True(ledger.Repeats <= 2 * Cycles, $"{ledger.Repeats} repeats on two channels by {Cycles} kills");
        Assert.True(ledger.Transitions > Cycles, $"only {ledger.Transitions} transitions");
        Assert.Equal("ok", Database.Integrity(place));
    }

    /// <summary>Each check changes about every four seconds, at random.</summary>
    private static async Task ToggleAsync(ScriptedTarget target, string[] names, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(160, stop);
                var name = names[Random.Shared.Next(names.Length)];
                target.Set(name, !target.IsDown(name));
            }
        }
        catch (OperationCanceledException)
        {
            // The world stands still.
        }
    }

    private static void None(string what, IEnumerable<string> found) =>
        Assert.True(!found.Any(), $"{what}:\n{string.Join("\n", found)}");

    private static void Report(FormattableString figures) =>
        TestContext.Current.SendDiagnosticMessage("R-01: {0}", figures.ToString(CultureInfo.InvariantCulture));
}
