using System.Diagnostics;
using System.Text.Json;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>The machine's clock is set while the monitor runs, and while it does not (FAULTS R-35).</summary>
public sealed class ClockJumpTests
{
    private const int Checks = 20;

    /// <summary>Far more than the interval of a second, and far less than any of the jumps.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Names = [.. Enumerable.Range(0, Checks).Select(i => $"check-{i}")];

    [Fact]
    public async Task Rounds_go_on_nobody_is_told_of_a_failure_and_each_jump_is_noted_once()
    {
        Needs.FakedTime();
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, Names));
        SetClock(place, "+0");
        await using var monitor = await MonitorProcess.StartAsync(place, new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Needs.FakeTime!, // needed above
            ["FAKETIME_TIMESTAMP_FILE"] = place.Path("clock"),
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["NO_FAKE_STAT"] = "1",
        });
        await target.RoundsAsync(2, Names);

        foreach (var (offset, note) in new[] { ("+2h", "forward by 2h"), ("+0", "back by 2h"), ("-4h", "back by 4h"), ("+1d", "forward by 28h") })
        {
            SetClock(place, offset);
            await target.RoundsAsync(3, Names);
            await Eventually.Passes(async () => Assert.Contains(note, (await NotesAsync(monitor))[0], StringComparison.Ordinal));
        }

        Assert.Equal(4, (await NotesAsync(monitor)).Count(note => note.Contains("this machine's clock moved", StringComparison.Ordinal)));
        await monitor.StopAsync();
        SetClock(place, "+0"); // a day back: what is stored lies in the future
        await monitor.StartAsync();
        await target.RoundsAsync(3, Names);

        Assert.All(await monitor.Api.ChecksAsync(), check => Assert.Equal(("OK", 0), (check.Status, check.ConsecutiveFailures)));
        Assert.DoesNotContain(await monitor.Api.EventsAsync(), happened => happened.Kind.Contains("down", StringComparison.Ordinal));
        foreach (var looks in target.Answers.GroupBy(answer => answer.Name))
            Assert.All(looks.Zip(looks.Skip(1)), pair => Assert.True(
                Stopwatch.GetElapsedTime(pair.First.Timestamp, pair.Second.Timestamp) < Patience, $"{looks.Key} waited from {pair.First.At:O} to {pair.Second.At:O}"));
    }

    /// <summary>Nobody reads half of it.</summary>
    private static void SetClock(Workplace place, string offset)
    {
        place.Write("clock.new", offset);
        File.Move(place.Path("clock.new"), place.Path("clock"), overwrite: true);
    }

    private static async Task<List<string>> NotesAsync(MonitorProcess monitor)
    {
        using var engine = JsonDocument.Parse(await monitor.Api.TextAsync("api/engine"));
        return [.. engine.RootElement.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("text").GetString()!)]; // notes have one
    }
}
