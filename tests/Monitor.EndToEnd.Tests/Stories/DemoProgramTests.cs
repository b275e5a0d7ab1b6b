using System.Globalization;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Stories;

/// <summary><c>dotnet run demo.cs</c>, as a newcomer types it.</summary>
public sealed class DemoProgramTests
{
    private static readonly TimeSpan Build = TimeSpan.FromMinutes(5); // when nothing was built in Release yet

    [Fact]
    public async Task It_starts_both_programs_says_where_they_are_and_stops_them_on_ctrl_c()
    {
        Needs.Linux();
        using var place = new Workplace();
        var (mock, board) = (Ports.Free(), Ports.Free());
        await using var demo = Start(place, mock, board);
        await Eventually.Passes(
            () =>
            {
                Assert.False(demo.HasExited, demo.Output + demo.Errors);
                Assert.Contains($"The board      http://127.0.0.1:{board}", demo.Output, StringComparison.Ordinal);
            },
            Build);
        Assert.Contains($"Control panel  http://127.0.0.1:{mock}", demo.Output, StringComparison.Ordinal);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.Contains("\"ok\":true", await http.GetStringAsync($"http://127.0.0.1:{mock}/health", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Live Dashboard", await http.GetStringAsync($"http://127.0.0.1:{board}/", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await demo.SignalGroupAsync("INT");
        Assert.Equal(0, await demo.ExitAsync());
        Assert.Contains("Both programs have stopped.", demo.Output, StringComparison.Ordinal);
        await Eventually.Passes(() => Assert.True(Ports.IsFree(mock) && Ports.IsFree(board)));
        await Eventually.Passes(() => Assert.DoesNotContain(CommandLines(), line =>
            line.Contains($":{mock.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal)
            || line.Contains($":{board.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_plainly()
    {
        Needs.Linux();
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        var taken = new Uri(target.Url).Port;
        await using var demo = Start(place, Ports.Free(), taken);
        Assert.Equal(78, await demo.ExitAsync(Build));
        Assert.Contains($"Port {taken} is taken", demo.Errors, StringComparison.Ordinal);
    }

    /// <summary>In a process group of its own, so that it can be interrupted as a terminal does; its files go elsewhere.</summary>
    private static ChildProgram Start(Workplace place, int mock, int board) => new(
        "demo", "setsid", ["dotnet", "run", "demo.cs"], Repository.Root, new Dictionary<string, string>
        {
            ["MOCKAPP_PORT"] = mock.ToString(CultureInfo.InvariantCulture),
            ["BOARD_PORT"] = board.ToString(CultureInfo.InvariantCulture),
            ["DB_URL"] = $"sqlite:///{place.Path("monitor.db")}",
            ["STATE_PATH"] = place.Path("state.json"),
            ["RESULTS_PATH"] = place.Path("results.jsonl"),
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        });

    private static IEnumerable<string> CommandLines()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            var line = "";
            try
            {
                line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }

            yield return line;
        }
    }
}
