using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>Several files: what lies in <c>checks.d</c> is read after the main file, and watched, and kept like it.</summary>
public sealed class ChecksFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public ChecksFolderTests() => _folder["checks.yaml"] = SomeConfig.Http();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_read_in_the_order_of_their_names_between_the_main_file_and_the_board()
    {
        _folder["checks.d/board.yaml"] = Checks("added");
        _folder["checks.d/20-b.yml"] = Checks("b", "c");
        _folder["checks.d/10-a.yaml"] = Checks("a");
        var checks = Good();
        Assert.Equal(["api", "a", "b", "c", "added"], checks.Select(check => check.Name.Value));
        Assert.Equal("checks.d/20-b.yml:5", checks[3].Source.ToString());
        Assert.Equal([CheckOrigin.File, CheckOrigin.Board], checks[3..].Select(check => check.Source.Origin));
    }

    [Fact]
    public void Such_files_may_use_every_variable_and_what_is_global()
    {
        _folder["checks.yaml"] = "global: { interval: 7s }\nchecks: []\n";
        _folder["checks.d/a.yaml"] = "checks:\n  - { name: a, type: http, url: \"{MOCKAPP_BASE}/x\", expect_status: 200 }\n";
        var check = Assert.Single(Good());
        Assert.Equal(TimeSpan.FromSeconds(7), check.Interval);
        Assert.StartsWith("http://base/", check.Target, StringComparison.Ordinal);
    }

    [Fact]
    public void What_editors_leave_behind_is_no_file_of_checks()
    {
        foreach (var name in new[] { ".a.yaml.swp", "a.yaml~", "#a.yaml#", ".#a.yaml", ".hidden.yaml", "a.yaml.bak", "README.md", "4913" })
            _folder[$"checks.d/{name}"] = "nonsense";
        Assert.Equal("api", Assert.Single(Good()).Name.Value);
    }

    [Fact]
    public void A_name_in_two_files_is_told_with_both_places()
    {
        _folder["checks.d/a.yaml"] = Checks("one", "API");
        _folder["checks.d/b.yaml"] = Checks("One");
        Assert.Equal(
            ["checks.d/a.yaml: line 5, column 11, API.name: the name is already used at checks.yaml:2; choose another; case makes no difference",
                "checks.d/b.yaml: line 2, column 11, One.name: the name is already used at checks.d/a.yaml:2; choose another; case makes no difference"],
            Errors());
    }

    [Fact]
    public void What_concerns_all_checks_belongs_into_the_main_file()
    {
        _folder["checks.d/a.yaml"] = "vars: [A]\nglobal: {}\nchekcs: []\nchecks: []\n";
        Assert.Equal(
            ["checks.d/a.yaml: line 1, column 7, vars: only checks.yaml may say this; move it there",
                "checks.d/a.yaml: line 2, column 9, global: only checks.yaml may say this; move it there",
                "checks.d/a.yaml: line 3, column 1, chekcs: unknown key; known here: channels, checks, defaults, global, maintenance, reports, routes, status_page, vars"],
            Errors());
    }

    [Fact]
    public void Checks_of_different_files_depend_on_each_other_and_wrong_names_are_told_where_they_stand()
    {
        _folder["checks.d/a.yaml"] = "checks:\n  - { name: a, type: http, url: http://localhost/, expect_status: 200, depends_on: API }\n";
        Assert.Equal("api", Assert.Single(Good()[1].DependsOn).Value);
        _folder["checks.d/a.yaml"] = "\n" + _folder["checks.d/a.yaml"].Replace("API", "apu", StringComparison.Ordinal);
        Assert.Equal(["checks.d/a.yaml: line 3, column 1, a.depends_on: there is no check named \"apu\"; did you mean api?"], Errors());
    }

    [Theory]
    [InlineData("", "checks.d/a.yaml, no checks: the file is empty; write checks: with at least one entry")]
    [InlineData("checks: [", "checks.d/a.yaml: line 1, column 10, not valid YAML: while parsing a node, did not find expected node content; check the indentation of this line and the one above")]
    [InlineData("checks:\n  - name: x\n    type: nope\n", "checks.d/a.yaml: line 3, column 11, x.type: unknown check type \"nope\"; known: http, job, throwing")]
    public void A_bad_file_says_what_is_wrong_and_nothing_is_applied(string text, string error)
    {
        _folder["checks.d/a.yaml"] = Checks("a");
        Good();
        _folder["checks.d/a.yaml"] = text;
        _folder["checks.d/b.yaml"] = Checks("b");
        var reading = Loader().Load();
        Assert.Equal(error, Assert.Single(reading.Errors).ToString());
        Assert.NotNull(reading.LastGoodFrom);
        Assert.Equal(["api", "a"], reading.Config!.Checks.Select(check => check.Name.Value));
    }

    [Fact]
    public void The_last_good_copy_forgets_files_that_are_gone()
    {
        _folder["checks.d/a.yaml"] = Checks("a");
        _folder["checks.d/b.yaml"] = Checks("b");
        Good();
        File.Delete(_folder.Full("checks.d/a.yaml"));
        Good();
        _folder["checks.yaml"] = "checks: [";
        Assert.Equal(["api", "b"], Loader().Load().Config!.Checks.Select(check => check.Name.Value));
    }

    [Fact]
    public void A_file_that_was_cut_off_while_saving_is_refused()
    {
        _folder["checks.d/a.yaml"] = Checks("a", "b");
        Good();
        _folder["checks.d/a.yaml"] = Checks("a", "b")[..^30];
        Assert.StartsWith("checks.d/a.yaml, the file ends within a line of its last good version", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_lies_there_is_told_and_harms_nothing()
    {
        Directory.CreateDirectory(_folder.Full("checks.d/dir.yaml"));
        File.CreateSymbolicLink(_folder.Full("checks.d/loop.yaml"), "loop.yaml");
        File.CreateSymbolicLink(_folder.Full("checks.d/nowhere.yaml"), "gone.yaml");
        var errors = Errors();
        Assert.Equal("checks.d/dir.yaml, this is a directory, not a file; put the file in its place", errors[0]);
        Assert.StartsWith("checks.d/loop.yaml, ", errors[1], StringComparison.Ordinal);
        Assert.Equal("checks.d/nowhere.yaml, a link to gone.yaml, which does not exist; repair the link", errors[2]);
    }

    [Fact]
    public void The_folder_itself_may_be_something_else()
    {
        _folder["checks.d"] = "";
        Assert.Equal("checks.d, this is not a folder; make it one, with files of checks in it", Assert.Single(Errors()));
        File.Delete(_folder.Full("checks.d"));
        File.CreateSymbolicLink(_folder.Full("checks.d"), "checks.d");
        Assert.Equal("checks.d, this is not a folder; make it one, with files of checks in it", Assert.Single(Errors()));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_nobody_may_read_is_told_to_all_but_root()
    {
        Directory.CreateDirectory(_folder.Full("checks.d"), UnixFileMode.None);
        string[] told = Environment.IsPrivilegedProcess ? [] : ["checks.d, the folder cannot be listed; let the monitor's user read it"];
        Assert.Equal(told, Errors());
        File.SetUnixFileMode(_folder.Full("checks.d"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); // so that it can be removed
    }

    [Fact]
    public void There_are_limits_for_all_files_together()
    {
        for (var i = 0; i < 200; i++)
            _folder[$"checks.d/{i:000}.yaml"] = "checks: []\n";
        Assert.Single(Good());
        _folder["checks.d/200.yaml"] = "checks: []\n";
        Assert.Equal("checks.d, more than 200 files; merge some of them", Assert.Single(Errors()));
        File.Delete(_folder.Full("checks.d/200.yaml"));
        for (var i = 0; i < 5; i++)
            _folder[$"checks.d/{i:000}.yaml"] = $"# {new string('x', 7 * 1024 * 1024)}\nchecks: []\n";
        Assert.Contains("checks.d/004.yaml, with the files before it larger than 32 MiB; remove what does not belong here", Errors());
    }

    [Fact]
    public void A_file_that_comes_changes_or_goes_is_noticed_once()
    {
        var loader = Loader();
        loader.Load();
        _folder["checks.d/a.yaml"] = Checks("a");
        Assert.Equal(["api", "a"], Settled(loader));
        _folder["checks.d/a.yaml"] = Checks("b");
        Assert.Equal(["api", "b"], Settled(loader));
        File.Move(_folder.Full("checks.d/a.yaml"), _folder.Full("checks.d/c.yaml"));
        Assert.Equal(["api", "b"], Settled(loader));
        File.Delete(_folder.Full("checks.d/c.yaml"));
        Assert.Equal(["api"], Settled(loader));
        Assert.Null(Poll(loader, 300));
        _folder["checks.d/d.yaml~"] = "x";
        Assert.Null(Poll(loader, 300));
        Assert.Null(Poll(loader, 300));
    }

    private static string Checks(params string[] names) =>
        $"checks:\n{string.Concat(names.Select(name => $"  - name: {name}\n    type: http\n    url: http://localhost/\n"))}".Replace("/\n", "/ # any\n", StringComparison.Ordinal);

    private static IReadOnlyList<CheckDefinition> Loaded(ConfigReading reading)
    {
        Assert.Empty(reading.Errors);
        return reading.Config!.Checks;
    }

    private CheckDefinition[] Good() => [.. Loaded(Loader().Load())];

    private string[] Errors() => [.. Loader().Load().Errors.Select(problem => problem.ToString())];

    private string[] Settled(ConfigLoader loader)
    {
        Assert.Null(Poll(loader, 0));
        return [.. Loaded(loader.Load(Poll(loader, 300)!)).Select(check => check.Name.Value)];
    }

    private ConfigTexts? Poll(ConfigLoader loader, int afterMs)
    {
        _time.Advance(TimeSpan.FromMilliseconds(afterMs));
        return loader.Poll();
    }

    private ConfigLoader Loader() => new(
        new ConfigPaths(_folder.Path), SomeTypes.All, TimeZoneInfo.Utc, _time, new Dictionary<string, string> { ["MOCKAPP_BASE"] = "http://base" });
}
