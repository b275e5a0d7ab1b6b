using Monitor.Actors.Config;
using Monitor.Actors.Remedies.Actions;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>Who may run programs and restart services as a remedy.</summary>
public sealed class ActionPermissionTests
{
    private static readonly CheckTypes Types = new([new ScriptedCheck()], [new CommandRemedy(), new RestartServiceRemedy()]);

    private static readonly ConfigSurroundings Around = new(Types, new Dictionary<string, string>(), TimeZoneInfo.Utc);

    private static string Check(string action) => $"checks: [{{ name: it, type: scripted, on_fail: {{ actions: [{action}] }} }}]\n";

    private static string[] Errors(string main, string? board = null) =>
        [.. MonitorConfig.Read(new SourceText("checks.yaml", main), board is null ? null : new SourceText("board.yaml", board), Around).Errors.Select(problem => problem.ToString())];

    private const string Command = "{ type: command, command: [/bin/true] }";
    private const string Restart = "{ type: restart_service, unit: shop.service }";

    [Fact]
    public void Programs_run_where_that_is_allowed()
    {
        Assert.Empty(Errors($"global: {{ allow_commands: true }}\n{Check(Command)}"));
        Assert.Contains("command runs programs on this machine, which is not allowed", Assert.Single(Errors(Check(Command))), StringComparison.Ordinal);
    }

    [Fact]
    public void Services_are_restarted_that_are_named()
    {
        Assert.Empty(Errors($"global: {{ remedies: {{ services: [shop.service] }} }}\n{Check(Restart)}"));
        Assert.Contains("is not among the services that may be restarted", Assert.Single(Errors($"global: {{ remedies: {{ services: [other.service] }} }}\n{Check(Restart)}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Command, "cannot run programs, as command does")]
    [InlineData(Restart, "cannot restart services")]
    public void Checks_of_the_board_may_neither(string action, string problem) =>
        Assert.Contains(problem, Assert.Single(Errors("global: { allow_commands: true, remedies: { services: [shop.service] } }\nchecks: []\n", Check(action))), StringComparison.Ordinal);
}
