using System.Diagnostics;
using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Checks.Systems.Support;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Command;

/// <summary>What the command check makes of real programs, and what it does not let them do.</summary>
public sealed class CommandCheckTests : IDisposable
{
    private readonly SystemsBench _bench = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    private Task<Observation> Probe(string keys, TimeSpan? timeout = null) =>
        _bench.ProbeAsync($"type: command, {keys}", timeout: timeout, global: "{ allow_commands: true }");

    private Task<Observation> Run(string script, string more = "", TimeSpan? timeout = null)
    {
        var file = _folder.Write("it.sh", $"{script}\n");
        return Probe($"command: [sh, '{file}']{(more.Length > 0 ? $", {more}" : "")}", timeout);
    }

    private static void Is(ObservationKind kind, string? reason, string? details, Observation seen) =>
        Assert.Equal((kind, reason, details), (seen.Kind, seen.Reason, seen.Details));

    [Fact]
    public async Task A_program_passes_by_its_exit_code()
    {
        Is(ObservationKind.Passed, null, """{"exit_code":0,"output":"fine"}""", await Run("echo fine; echo more"));
        Is(ObservationKind.Failed, "exit code 3, expected 0: broken", """{"exit_code":3,"error":"exit code 3, expected 0: broken"}""", await Run("echo broken >&2; exit 3"));
        Is(ObservationKind.Passed, null, """{"exit_code":3}""", await Run("exit 3", "expect_exit: [0, 3]"));
        Assert.Equal("exit code 0, expected 1 or 2", (await Run("exit 0", "expect_exit: [1, 2]")).Reason);
    }

    [Theory]
    [InlineData(0, ObservationKind.Passed, "said so")]
    [InlineData(1, ObservationKind.Warned, "said so")]
    [InlineData(2, ObservationKind.Failed, "said so")]
    [InlineData(3, ObservationKind.NotObserved, "said so")]
    [InlineData(4, ObservationKind.NotObserved, "exit code 4, expected 0 to 3: said so")]
    public async Task A_plug_in_says_how_it_is_by_its_exit_code(int code, ObservationKind kind, string reason)
    {
        var seen = await Run($"echo 'said so | time=0.5s;1;2;0'; exit {code}", "plugin: nagios");
        Assert.Equal((kind, reason), (seen.Kind, seen.Reason));
        Assert.Contains("""
            "perfdata":{"time":{"value":0.5,"unit":"s","warn":"1","crit":"2","min":0}}
            """, seen.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plug_in_that_says_nothing_is_quoted_by_its_exit_code() =>
        Is(ObservationKind.Failed, "exit code 2, no output", """{"exit_code":2,"error":"exit code 2, no output"}""", await Run("exit 2", "plugin: nagios"));

    [Fact]
    public async Task The_plug_ins_of_the_distribution_work()
    {
        const string Plugin = "/usr/lib/nagios/plugins/check_disk";
        Requires.Package("monitoring-plugins-basic", Plugin);
        var seen = await Probe($"command: [{Plugin}, -w, 0%, -c, 0%, -p, /], plugin: nagios");
        Assert.Equal(ObservationKind.Passed, seen.Kind);
        Assert.StartsWith("DISK OK - free space: /", seen.Reason, StringComparison.Ordinal);
        Assert.Contains("\"perfdata\":{\"/\":{\"value\":", seen.Details, StringComparison.Ordinal);
        seen = await Probe($"command: [{Plugin}, -w, 100%, -c, 100%, -p, /], plugin: nagios");
        Assert.Equal(ObservationKind.Failed, seen.Kind);
        Assert.StartsWith("DISK CRITICAL - free space: /", seen.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_output_is_held_against_the_rules()
    {
        Assert.Equal(ObservationKind.Passed, (await Run("echo 42", "expect_output: { equals: '42', lt: 50 }")).Kind);
        var seen = await Run("echo 42", "expect_output: [{ lt: 50 }, { lt: 10, severity: warn }]");
        Assert.Equal((ObservationKind.Warned, "output !< 10 (got 42)"), (seen.Kind, seen.Reason));
    }

    [Fact]
    public async Task Nothing_is_interpreted_by_a_shell()
    {
        var (script, output) = (_folder.Write("it.sh", "printf '%s\\n' \"$@\" > \"$0.said\"\n"), _folder["it.sh.said"]);
        Assert.Equal(ObservationKind.Passed, (await Probe($$"""command: [sh, '{{script}}', '$HOME; echo b', '`id`', '*', '{job_id}', '{PASSWORD}']""")).Kind);
        string[] arguments = ["$HOME; echo b", "`id`", "*", "{job_id}", TestServer.Password];
        Assert.Equal(arguments, await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_program_gets_the_environment_that_is_written_and_no_other()
    {
        Environment.SetEnvironmentVariable("MONITOR_TEST_SECRET", "hunter2");
        var output = _folder["env"];
        await Run($"env > {output}; pwd >> {output}; cat >> {output}", $"environment: {{ TOKEN: '{{PASSWORD}}', LEVEL: 3 }}, working_directory: '{_folder.Path}'");
        var said = await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken);
        Assert.Contains($"TOKEN={TestServer.Password}", said);
        Assert.Contains("LEVEL=3", said);
        Assert.Contains(_folder.Path, said);
        Assert.Equal(["LANG", "LEVEL", "PATH", "TOKEN"], said.Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=')[0])
            .Except(["PWD", "OLDPWD", "SHLVL", "_"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_flood_of_output_is_cut()
    {
        var seen = await Run("echo start; yes | head -c 5000000; yes | head -c 5000000 >&2");
        Assert.Equal(ObservationKind.Passed, seen.Kind);
        Assert.True(seen.Details!.Length < 1024);
        Assert.Equal(ObservationKind.Failed, (await Run("yes | head -c 5000000", "expect_output: { length: { gt: 8192 } }")).Kind);
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed_with_its_children()
    {
        var pids = _folder["pids"];
        var seen = await Run($"sleep 1000 & echo $! >> {pids}; (sleep 1000 & echo $! >> {pids}; wait) & echo $$ >> {pids}; wait", timeout: TimeSpan.FromSeconds(2));
        Assert.Equal((ObservationKind.Error, "timeout after 2.0 s while it was running"), (seen.Kind, seen.Reason));
        await AllGone(pids, 3);
    }

    [Fact]
    public async Task A_child_that_is_left_behind_ends_too()
    {
        var pids = _folder["pids"];
        var seen = await Run($"sleep 1000 & echo $! >> {pids}; echo done");
        Assert.Equal((ObservationKind.Passed, """{"exit_code":0,"output":"done"}"""), (seen.Kind, seen.Details));
        await AllGone(pids, 1);
    }

    [Fact]
    public async Task What_cannot_be_run_is_not_observed()
    {
        var file = _folder.Write("plain.txt", "no program");
        Assert.Equal((ObservationKind.NotObserved, "/no/such/thing cannot be run: it does not exist"), Told(await Probe("command: [/no/such/thing]")));
        Assert.Equal((ObservationKind.NotObserved, "no-such-thing cannot be run: it is not on PATH"), Told(await Probe("command: [no-such-thing]")));
        Assert.Equal((ObservationKind.NotObserved, $"{file} cannot be run: it is not executable"), Told(await Probe($"command: ['{file}']")));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(file, "#!/no/such/interpreter\n", TestContext.Current.CancellationToken);
        var seen = await Probe($"command: ['{file}']");
        Assert.Equal(ObservationKind.NotObserved, seen.Kind);
        Assert.StartsWith($"{file} cannot be run: ", seen.Reason, StringComparison.Ordinal);
        Assert.Equal((ObservationKind.NotObserved, "true cannot be run: the folder /no/such/folder does not exist"), Told(await Probe("command: ['true'], working_directory: /no/such/folder")));
    }

    [Theory]
    [InlineData("command: []", "is not a program with its arguments")]
    [InlineData("plugin: nagios", "missing")]
    [InlineData("command: check_disk -w 10", "one text with spaces in it is the name of one program: no shell takes it apart")]
    [InlineData("command: [bin/check]", "\"bin/check\" is neither an absolute path nor a name to be found on PATH")]
    [InlineData("command: [a], expect_exit: 256", "expected exit codes from 0 to 255")]
    [InlineData("command: [a], expect_exit: [x]", "expected exit codes from 0 to 255")]
    [InlineData("command: [a], plugin: nagios, expect_exit: 0", "does not go with plugin: nagios, whose exit codes have their meanings")]
    [InlineData("command: [a], environment: { 'A B': c }", "is not the name of a variable")]
    [InlineData("command: [a], plugin: icinga", "unknown value \"icinga\"")]
    public void What_is_wrong_with_the_keys_is_told(string keys, string fault) =>
        Assert.Equal([fault], _bench.Read($"type: command, {keys}", global: "{ allow_commands: true }").Problems.Select(problem => problem.Fault));

    [Fact]
    public void Only_the_file_may_run_programs_and_only_where_that_is_allowed()
    {
        const string Keys = "type: command, command: ['true']";
        Assert.Equal(["command runs programs on this machine, which is not allowed"], _bench.Faults(Keys));
        Assert.Equal(["checks of the board and of the API cannot run programs, as command does"], _bench.FaultsOnBoard(Keys, "{ allow_commands: true }"));
    }

    private static (ObservationKind, string?) Told(Observation seen) => (seen.Kind, seen.Reason);

    private static async Task AllGone(string file, int count)
    {
        var pids = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(count, pids.Count);
        var watch = Stopwatch.StartNew();
        while (pids.Exists(IsRunning))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "a child still runs");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A process that nobody has looked after yet is dead all the same.</summary>
    private static bool IsRunning(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException)
        {
            return false;
        }
    }
}
