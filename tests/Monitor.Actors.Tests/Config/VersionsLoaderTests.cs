using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Versions;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>What was in use before is kept, and can be gone back to without losing what is there.</summary>
public sealed class VersionsLoaderTests : IDisposable
{
    private const string One = "checks:\n  - { name: a, type: tcp, host: localhost, port: 1 }\n";
    private const string Two = "checks:\n  - { name: a, type: tcp, host: localhost, port: 2 }\n";

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public VersionsLoaderTests() => _folder["checks.yaml"] = One;

    public void Dispose() => _folder.Dispose();

    private ConfigLoader Loader() => new(new ConfigPaths(_folder.Path), DocsTests.Shipped, TimeZoneInfo.Utc, _time, new Dictionary<string, string>());

    private static ConfigVersion Version(ConfigLoader loader, int number) => loader.Versions.Find(number) ?? throw new InvalidOperationException("it is kept");

    [Fact]
    public void Each_configuration_that_comes_into_use_is_kept_once()
    {
        var loader = Loader();
        loader.Load();
        loader.Load();
        _folder[".env"] = "PASSWORD=secret\n";
        loader.Load();
        Loader().Load(); // a restart
        Assert.Single(loader.Versions.All);
        _folder["checks.d/more.yaml"] = "checks:\n  - { name: b, type: tcp, host: localhost, port: 1 }\n";
        loader.Load();
        _folder["checks.yaml"] = "checks: nonsense\n";
        loader.Load();
        Assert.Equal([(2, 2), (1, 1)], loader.Versions.All.Select(version => (version.Number, version.Checks ?? 0)));
        Assert.Equal(["checks.yaml", "checks.d/more.yaml"], Version(loader, 2).Texts.Select(text => text.File));
        Assert.Equal(2, Directory.GetFiles(_folder.Full("data/versions/texts")).Length); // what has not changed is kept once
        Assert.DoesNotContain(Directory.GetFiles(_folder.Full("data/versions"), "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Going_back_writes_every_file_and_takes_away_what_was_not_there()
    {
        _folder["checks.d/old.yaml"] = "checks:\n  - { name: old, type: tcp, host: localhost, port: 1 } # mine\n";
        var loader = Loader();
        loader.Load();
        File.Delete(_folder.Full("checks.d/old.yaml"));
        _folder["checks.d/new.yaml"] = "checks:\n  - { name: new, type: tcp, host: localhost, port: 1 }\n";
        loader.SaveBoard("checks:\n- { name: b, type: tcp, host: localhost, port: 1 }\n");
        _folder["checks.yaml"] = Two;
        loader.Load();
        Assert.Empty(loader.GoBackTo(Version(loader, 1)).Problems);
        Assert.Equal((One, "checks:\n  - { name: old, type: tcp, host: localhost, port: 1 } # mine\n"), (_folder["checks.yaml"], _folder["checks.d/old.yaml"]));
        Assert.Equal(["old.yaml"], Directory.GetFiles(_folder.Full("checks.d")).Select(Path.GetFileName));
        Assert.Equal(["a", "old"], loader.Load().Config!.Checks.Select(check => check.Name.Value)); // it was valid before
        Assert.Equal((3, 1), (loader.Versions.All.First().Number, loader.Versions.All.First().RevertOf));
        Assert.Empty(loader.GoBackTo(Version(loader, 2)).Problems);
        Assert.Equal(["a", "new", "b"], loader.Load().Config!.Checks.Select(check => check.Name.Value)); // it was valid before
    }

    [Fact]
    public void A_file_that_is_refused_is_kept_before_another_takes_its_place()
    {
        var loader = Loader();
        loader.Load();
        _folder["checks.yaml"] = "checks: [ hours of work\n  token: secret, 'token' : \"x\" }\n";
        loader.Load();
        Assert.Empty(loader.GoBackTo(Version(loader, 1)).Problems);
        Assert.Equal(One, _folder["checks.yaml"]);
        var refused = Version(loader, 2);
        Assert.Null(refused.Checks);
        Assert.Equal("checks: [ hours of work\n  token: secret, 'token' : \"x\" }\n", File.ReadAllText(_folder.Full($"data/versions/texts/{refused.Texts[0].Hash}.yaml")));
        Assert.Equal("checks: [ hours of work\n  token:•••\n", loader.Versions.ReadShown(refused.Texts[0])); // too much is hidden rather than too little
    }

    [Fact]
    public void A_version_that_is_not_valid_today_changes_nothing()
    {
        _folder["checks.yaml"] = "checks:\n  - { name: a, type: tcp, host: \"{HOST}\", port: 1 }\n";
        _folder[".env"] = "HOST=localhost\n";
        var loader = Loader();
        loader.Load();
        _folder["checks.yaml"] = Two;
        File.Delete(_folder.Full(".env"));
        loader.Load();
        Assert.Contains(loader.GoBackTo(Version(loader, 1)).Problems, problem => problem.Fault.Contains("{HOST} is not set", StringComparison.Ordinal));
        Assert.Equal(Two, _folder["checks.yaml"]);
        Assert.Equal(2, loader.Versions.All.First().Number);
    }

    [Fact]
    public void What_cannot_be_kept_is_not_overwritten()
    {
        var loader = Loader();
        loader.Load();
        File.WriteAllBytes(_folder.Full("checks.yaml"), [0xFF, 0xFE, 1, 2]);
        Assert.Contains("it cannot be kept, so it is not overwritten", Assert.Single(loader.GoBackTo(Version(loader, 1)).Problems).Fault, StringComparison.Ordinal);
        Assert.Equal(4, new FileInfo(_folder.Full("checks.yaml")).Length);
    }

    [Fact]
    public void Where_the_file_went_missing_it_comes_back()
    {
        var loader = Loader();
        loader.Load();
        File.Delete(_folder.Full("checks.yaml"));
        Assert.Empty(loader.GoBackTo(Version(loader, 1)).Problems);
        Assert.Equal(One, _folder["checks.yaml"]);
    }

    [Fact]
    public void So_many_are_kept_and_their_contents_go_with_them()
    {
        var loader = Loader();
        for (var i = 0; i < VersionsLoader.Most + 5; i++)
        {
            _folder["checks.yaml"] = $"# {i}\n{One}";
            loader.Load();
        }

        Assert.Equal(Enumerable.Range(6, VersionsLoader.Most).Reverse(), loader.Versions.All.Select(version => version.Number));
        Assert.Equal(VersionsLoader.Most, Directory.GetFiles(_folder.Full("data/versions/texts")).Length);
    }

    [Fact]
    public void A_list_that_was_damaged_or_leads_elsewhere_is_left_out()
    {
        var loader = Loader();
        loader.Load();
        _folder["data/versions/7.json"] = "{";
        _folder["data/versions/8.json"] = """{"number":8,"at":"2026-01-01T00:00:00Z","checks":1,"texts":[{"file":"checks.yaml","kind":0,"hash":"../../../.env","size":9}]}""";
        Assert.Equal([1], loader.Versions.All.Select(version => version.Number));
        _folder["checks.yaml"] = Two;
        loader.Load();
        Assert.Equal([9, 1], loader.Versions.All.Select(version => version.Number));
    }

    [Fact]
    public void Tokens_are_not_shown_but_placeholders_are()
    {
        _folder["checks.yaml"] = "checks:\n  - { name: a, type: push, token: \"secret-0123456789abcdef\", interval: 1h }\n  - name: b\n    type: push\n    interval: 1h\n    token: '{TOKEN}' # from .env\n    # token: secret-old\n";
        _folder[".env"] = "TOKEN=0123456789abcdef-b\n";
        var loader = Loader();
        Assert.Empty(loader.Load().Errors);
        Assert.Equal(
            "checks:\n  - { name: a, type: push, token: •••, interval: 1h }\n  - name: b\n    type: push\n    interval: 1h\n    token: '{TOKEN}' # from .env\n    # token:•••\n",
            loader.Versions.ReadShown(Version(loader, 1).Texts[0]));
    }

    /// <summary>It is the beginning of what is there, as a file is that was cut off while it was saved.</summary>
    [Fact]
    public void A_version_without_a_line_break_at_its_end_can_be_gone_back_to()
    {
        _folder["checks.yaml"] = One.TrimEnd();
        var loader = Loader();
        loader.Load();
        _folder["checks.yaml"] = One + "  - { name: b, type: tcp, host: localhost, port: 1 }\n";
        loader.Load();
        Assert.True(loader.GoBackTo(Version(loader, 1)) is { IsValid: true, Error: null });
        Assert.Equal(["a"], loader.Load().Config!.Checks.Select(check => check.Name.Value)); // it was valid before
        Assert.Empty(loader.Load().Errors);
    }

    [Fact]
    public void What_is_in_the_way_of_one_file_leaves_all_as_they_were()
    {
        _folder["checks.d/old.yaml"] = "checks:\n  - { name: old, type: tcp, host: localhost, port: 1 }\n";
        var loader = Loader();
        loader.Load();
        File.Delete(_folder.Full("checks.d/old.yaml"));
        _folder["checks.yaml"] = Two;
        loader.Load();
        Directory.CreateDirectory(_folder.Full("checks.d/old.yaml")); // read as a file that is no file
        var way = loader.GoBackTo(Version(loader, 1));
        Assert.True(way is { IsValid: true, Error: not null });
        Assert.Equal(Two, _folder["checks.yaml"]);
    }
}
