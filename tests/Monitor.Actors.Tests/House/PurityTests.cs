using System.Text.RegularExpressions;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.House;

/// <summary>Pure unless the name says otherwise: the sources are read and held to it.</summary>
public sealed partial class PurityTests
{
    /// <summary>What these files do is in their names.</summary>
    private static readonly string[] Shells =
        ["Actor", "Check", "Notifier", "Remedy", "Runner", "Loader", "Log", "Queries", "File", "Database", "Retention", "Watch"];

    private static readonly string[] Rooms = ["Hosting/", "Journal/", "Checks/Http/", "Checks/Net/"];

    /// <summary>Everything else that touches the world, and why it may.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Alerts/ChannelQueue.cs"] = "keeps the references that answers go to, and tells them nothing",
        ["Board/BoardInbox.cs"] = "is an address that news is sent to",
        ["Checks/CheckRelay.cs"] = "is an address, of an actor that changes",
        ["Checks/CheckSurroundings.cs"] = "carries the shell's neighbours and clock",
        ["Checks/CheckTimers.cs"] = "are timers",
        ["Checks/ProbePlaces.cs"] = "looks how long probes take",
        ["Checks/HoursClock.cs"] = "is a clock",
        ["Checks/RoundClock.cs"] = "is a clock",
        ["Checks/RoundClocks.cs"] = "makes clocks",
        ["Checks/ScheduleClock.cs"] = "is a clock",
        ["Health/HealthSurroundings.cs"] = "carries the shell's neighbours and clock",
        ["Reports/ReportSurroundings.cs"] = "carries the shell's neighbours and clock",
        ["Roster/CheckSlot.cs"] = "makes an actor",
    };

    [Fact]
    public void Only_shells_touch_actors_clocks_network_and_disk()
    {
        var impure = Sources().Where(source => !MayBe(source.Path) && World().IsMatch(Code(source.Text)))
            .Select(source => $"{source.Path}: {World().Match(Code(source.Text)).Value}");
        Assert.Empty(impure);
    }

    [Fact]
    public void Every_exception_is_still_needed() =>
        Assert.Equal(
            Exceptions.Keys.Order(StringComparer.Ordinal),
            Sources().Where(source => Exceptions.ContainsKey(source.Path) && World().IsMatch(Code(source.Text))).Select(source => source.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void The_core_is_pure() =>
        Assert.All(
            ["Checks/CheckDecider.cs", "Checks/CheckState.cs", "Checks/RoundJudge.cs", "Checks/Streak.cs", "Checks/Recount.cs", "Checks/Patience.cs", "Checks/Timetable.cs", "Checks/CronTimes.cs", "Checks/ActiveHours.cs", "Checks/WallTime.cs", "Checks/JobDeadline.cs", "Checks/JobMoment.cs", "Checks/JobSchedule.cs", "Checks/DeadlineWindow.cs", "Checks/LastLines.cs", "Checks/RunRows.cs", "Checks/Pings/PingRuns.cs", "Board/BoardFold.cs", "Roster/RosterPlan.cs", "Health/EngineProblems.cs", "Health/EngineConditions.cs", "Health/EngineNotice.cs", "Reports/MorningReport.cs", "Reports/ReportDecider.cs", "Reports/ReportList.cs", "Reports/ReportRound.cs", "Reports/ReportSchedule.cs"],
            path => Assert.DoesNotMatch(World(), Code(Sources().Single(source => source.Path == path).Text)));

    private static bool MayBe(string path) =>
        Rooms.Any(room => path.StartsWith(room, StringComparison.Ordinal))
        || Shells.Any(shell => Path.GetFileName(path).Split('.')[0].EndsWith(shell, StringComparison.Ordinal))
        || Exceptions.ContainsKey(path);

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var root = Repository.File("src/Monitor.Actors");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(source => !source.Path.StartsWith("obj/", StringComparison.Ordinal) && !source.Path.StartsWith("bin/", StringComparison.Ordinal));
    }

    /// <summary>Without comments and texts, which may speak of anything.</summary>
    private static string Code(string text) => Texts().Replace(Comments().Replace(text, ""), "\"\"");

    [GeneratedRegex("""//[^\n]*""")]
    private static partial Regex Comments();

    [GeneratedRegex("\"(?:[^\"\\\\\n]|\\\\.)*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(
        @"\busing Akka\b(?!\.Configuration)|\bIActorRef\b|\bTimeProvider\b|\b(?:Http(?:Client|MessageInvoker)|SocketsHttpHandler|TcpClient|Socket)\b"
        + @"|\b(?:File|Directory|FileInfo|FileStream|StreamReader|StreamWriter)\.(?=[A-Z])|\bnew (?:FileInfo|FileStream|StreamReader|StreamWriter)\b"
        + @"|\bTask\.(?:Run|Delay)\b|\bEnvironment\.(?:Get|Set|Exit|Tick|Machine|Current|Process)|\bnew (?:Timer|PeriodicTimer|Thread)\b|\bConsole\.(?:Out|Write)|\bDataConnection\b|\bRandom\b|\bGuid\.New")]
    private static partial Regex World();
}
