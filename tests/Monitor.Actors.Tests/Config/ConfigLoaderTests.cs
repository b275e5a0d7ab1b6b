using System.Text;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>Files on disk: good, bad, missing, half written; and what is started from then .</summary>
public sealed class ConfigLoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public ConfigLoaderTests()
    {
        _folder["checks.yaml"] = SomeConfig.Seed;
        _folder[".env"] = "MOCKAPP_BASE=http://from-file:1\n";
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>P4, P5: <c>.env</c> counts, and the real environment counts more.</summary>
    [Fact]
    public void The_environment_file_fills_the_configuration()
    {
        Assert.StartsWith("http://from-file:1/", Loader().Load().Config!.Checks[0].Target, StringComparison.Ordinal);
        Assert.StartsWith("http://real/", Loader(("MOCKAPP_BASE", "http://real")).Load().Config!.Checks[0].Target, StringComparison.Ordinal);
        Assert.Equal("http://from-file:1", Loader().Environment()["MOCKAPP_BASE"]);
    }

    [Fact]
    public void Without_a_good_configuration_ever_there_is_none_to_start()
    {
        _folder["checks.yaml"] = "checks: nonsense\n";
        var reading = Loader().Load();
        Assert.Null(reading.Config);
        Assert.Null(reading.LastGoodFrom);
        Assert.Single(reading.Errors);
    }

    [Fact]
    public void Sixty_bad_files_in_turn_leave_the_last_good_configuration_and_say_why()
    {
        var good = Loader().Load().Config!;
        foreach (var (name, write) in BadFiles())
        {
            _folder.Clear("checks.yaml");
            write(_folder.Full("checks.yaml"));
            var reading = Loader().Load();
            Assert.True(reading is { LastGoodFrom: not null } && reading.Errors.Any() && Same(good, reading.Config), name);
            _folder.Clear("checks.yaml");
            _folder["checks.yaml"] = SomeConfig.Seed;
            Assert.True(Loader().Load() is { LastGoodFrom: null, Config: { } again } && Same(good, again), name);
        }
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_in_a_sentence()
    {
        Assert.Equal("checks.yaml, the file does not exist; create it", Fault(path => { }));
        Assert.Equal("checks.yaml, this is a directory, not a file; put the file in its place", Fault(path => Directory.CreateDirectory(path)));
        Assert.Equal("checks.yaml, a link to nowhere.yaml, which does not exist; repair the link", Fault(path => File.CreateSymbolicLink(path, "nowhere.yaml")));
        Assert.Equal("checks.yaml, larger than 32 MiB; split it, or remove what does not belong here", Fault(path => File.WriteAllBytes(path, new byte[50_000_000])));

        string Fault(Action<string> write)
        {
            _folder.Clear("checks.yaml");
            write(_folder.Full("checks.yaml"));
            return Loader().Load().Errors.First().ToString();
        }
    }

    /// <summary>The one cut that is also a common edit: whole entries are gone from the end.</summary>
    [Fact]
    public void Removing_the_last_entry_is_a_good_configuration()
    {
        Loader().Load();
        _folder["checks.yaml"] = SomeConfig.Seed[..SomeConfig.Seed.IndexOf("  - name: queue-depth", StringComparison.Ordinal)];
        Assert.Equal(2, Loader().Load().Config!.Checks.Length);
        _folder["checks.yaml"] = _folder["checks.yaml"].TrimEnd();
        Assert.Equal("the last line has no line break", Assert.Single(Loader().Load().Warnings).Fault);
    }

    [Fact]
    public void A_bad_board_file_is_replaced_by_its_last_good_text()
    {
        _folder["checks.d/board.yaml"] = "checks:\n- name: b\n  type: job\n  status_url: x\n";
        Assert.Equal(5, Loader().Load().Config!.Checks.Length);
        _folder["checks.d/board.yaml"] = "checks: [";
        var reading = Loader().Load();
        Assert.Equal(5, reading.Config!.Checks.Length);
        Assert.NotNull(reading.LastGoodFrom);
        Assert.All(reading.Errors, problem => Assert.Equal("checks.d/board.yaml", problem.File));
        File.Delete(_folder.Full("checks.d/board.yaml"));
        Assert.Equal(4, Loader().Load().Config!.Checks.Length);
        _folder["checks.yaml"] = "checks: [";
        Assert.Equal(4, Loader().Load().Config!.Checks.Length);
    }

    [Fact]
    public void A_bad_environment_file_is_an_error()
    {
        _folder[".env"] = "MOCKAPP_BASE=http://x\nnonsense\n";
        Assert.Contains(Loader().Load().Errors, problem => problem is { File: ".env", Line: 2 });
    }

    [Fact]
    public void The_board_is_saved_whole_through_a_link_and_leaves_no_drafts()
    {
        Assert.Null(Loader().ReadBoard());
        Assert.Null(Loader().SaveBoard("checks: []\n"));
        Assert.Equal("checks: []\n", Loader().ReadBoard()!.Text);
        File.Move(_folder.Full("checks.d/board.yaml"), _folder.Full("elsewhere.yaml"));
        File.CreateSymbolicLink(_folder.Full("checks.d/board.yaml"), "../elsewhere.yaml");
        Assert.Null(Loader().SaveBoard("checks: [] # 2\n"));
        Assert.Equal("checks: [] # 2\n", _folder["elsewhere.yaml"]);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Full("checks.d")));
        Directory.CreateDirectory(_folder.Full("elsewhere.d"));
        var stuck = new ConfigLoader(new ConfigPaths(_folder.Path) { Board = "elsewhere.d" }, SomeTypes.All, TimeZoneInfo.Utc, _time);
        Assert.StartsWith("elsewhere.d, the file cannot be written", stuck.SaveBoard("x")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_is_reported_once_it_has_settled()
    {
        var loader = Loader();
        loader.Load();
        Assert.Null(Poll(loader, 300));
        _folder["checks.yaml"] = "checks:";
        Assert.Null(Poll(loader, 0));
        Assert.Null(Poll(loader, 299));
        _folder["checks.yaml"] = "checks: []\n";
        Assert.Null(Poll(loader, 1));
        var texts = Poll(loader, 300);
        Assert.Equal("checks: []\n", texts!.Main.Text);
        Assert.Empty(loader.Load(texts).Config!.Checks);
        Assert.Null(Poll(loader, 300));
        File.SetLastWriteTimeUtc(_folder.Full("checks.yaml"), DateTime.UnixEpoch);
        Assert.Null(Poll(loader, 300));
        Assert.Null(Poll(loader, 300));
    }

    [Fact]
    public void A_swapped_link_a_new_board_file_and_a_new_environment_are_changes()
    {
        var loader = Loader();
        loader.Load();
        _folder["v2.yaml"] = SomeConfig.Http();
        File.Delete(_folder.Full("checks.yaml"));
        File.CreateSymbolicLink(_folder.Full("checks.yaml"), "v2.yaml");
        Assert.NotNull(Settled(loader));
        loader.SaveBoard("checks: []\n");
        Assert.NotNull(Settled(loader));
        _folder[".env"] = "MOCKAPP_BASE=http://other\n";
        Assert.NotNull(Settled(loader));
        File.Delete(_folder.Full("v2.yaml"));
        Assert.NotNull(Settled(loader)!.Main.Problem);
    }

    private static List<(string Name, Action<string> Write)> BadFiles()
    {
        var seed = SomeConfig.Seed;
        var files = new List<(string, Action<string>)>();
        for (var i = 0; i < 20; i++)
            Text($"truncated {i}/20", seed[..(seed.Length * i / 20)].TrimEnd('\n'));
        for (var i = 1; i < 15; i++)
            Text($"cut in line {i * 3}", string.Join('\n', seed.Split('\n')[..(i * 3)]) + ":");
        Text("nothing but spaces", "   \n");
        Text("tab", seed.Replace("    type", "\ttype", StringComparison.Ordinal));
        Text("bad indent", seed.Replace("    type: http", "   type: http", StringComparison.Ordinal));
        Text("duplicate key", seed.Replace("    severity: P2", "    severity: P2\n    severity: P2", StringComparison.Ordinal));
        Text("duplicate name", seed.Replace("db-health\n", "QUEUE-depth\n", StringComparison.Ordinal));
        Text("unknown key", seed.Replace("severity", "sevrity", StringComparison.Ordinal));
        Text("unknown type", seed.Replace("type: job", "type: jobb", StringComparison.Ordinal));
        Text("wrong type", seed.Replace("retries: 2", "retries: two", StringComparison.Ordinal));
        Text("alias", seed.Replace("retries: 2", "retries: *a", StringComparison.Ordinal));
        Text("alias of itself", seed.Replace("retries: 2", "retries: &a [*a]", StringComparison.Ordinal));
        Text("tag", seed.Replace("retries: 2", "retries: !!int 2", StringComparison.Ordinal));
        Text("bomb", "a: &a [1]\nb: &b [*a,*a,*a]\nchecks: [*b]\n");
        Text("deep flow", new string('[', 100_000));
        Text("deep block", string.Concat(Enumerable.Repeat("- ", 100_000)));
        Text("NUL", seed.Replace("retries", "ret\0ries", StringComparison.Ordinal));
        Text("missing variable", seed.Replace("MOCKAPP_BASE", "MOCKAP_BASE", StringComparison.Ordinal));
        Text("include of itself", "include: checks.yaml\n" + seed);
        Text("unknown zone", seed.Replace("retries: 2", "timezone: Mars/Olympus", StringComparison.Ordinal));
        Text("unknown event", seed.Replace("first_fail", "fist_fail", StringComparison.Ordinal));
        Text("another document", seed + "---\n" + seed);
        Text("JSON that ends early", "{\"checks\": [{\"name\": \"a\"");
        Bytes("empty", []);
        Bytes("binary", [.. Enumerable.Range(0, 4_096).Select(i => (byte)(i * 31))]);
        Bytes("UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(seed)]);
        Bytes("Latin 1", [.. Encoding.UTF8.GetBytes(seed), (byte)'#', 0xE9, (byte)'\n']);
        Bytes("50 MB", new byte[50_000_000]);
        files.Add(("directory", path => Directory.CreateDirectory(path)));
        files.Add(("dangling link", path => File.CreateSymbolicLink(path, "nowhere")));
        files.Add(("link to itself", path => File.CreateSymbolicLink(path, "checks.yaml")));
        files.Add(("missing", _ => { }));
        Assert.True(files.Count >= 60, $"{files.Count} files");
        return files;

        void Text(string name, string text) => files.Add((name, path => File.WriteAllText(path, text)));
        void Bytes(string name, byte[] bytes) => files.Add((name, path => File.WriteAllBytes(path, bytes)));
    }

    private static bool Same(MonitorConfig one, MonitorConfig? other) =>
        other is not null && one.Checks.Select(check => check.Fingerprint).SequenceEqual(other.Checks.Select(check => check.Fingerprint));

    private ConfigTexts? Settled(ConfigLoader loader)
    {
        Assert.Null(Poll(loader, 0));
        return Poll(loader, 300);
    }

    private ConfigTexts? Poll(ConfigLoader loader, int afterMs)
    {
        _time.Advance(TimeSpan.FromMilliseconds(afterMs));
        return loader.Poll();
    }

    private ConfigLoader Loader(params (string Name, string Value)[] environment) =>
        new(new ConfigPaths(_folder.Path), SomeTypes.All, TimeZoneInfo.Utc, _time, environment.ToDictionary(pair => pair.Name, pair => pair.Value));
}
