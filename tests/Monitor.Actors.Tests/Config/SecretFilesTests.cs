using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>Secrets that stand in files, as containers hand them over (FAULTS S-60).</summary>
public sealed class SecretFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public SecretFilesTests() => _folder["checks.yaml"] = "checks: [{ name: api, type: http, url: 'http://localhost/{TOKEN}', expect_status: 200 }]\n";

    public void Dispose() => _folder.Dispose();

    private ConfigLoader Loader(params (string Name, string Value)[] real) => new(
        new ConfigPaths(_folder.Path), SomeTypes.All, TimeZoneInfo.Utc, _time, real.ToImmutableDictionary(one => one.Name, one => one.Value));

    private IReadOnlyDictionary<string, string> Loaded(params (string Name, string Value)[] real)
    {
        var loader = Loader(real);
        loader.Load();
        return loader.Environment();
    }

    /// <summary>It may be a pipe that nobody writes into.</summary>
    [Fact]
    public void The_file_of_a_variable_that_nobody_asks_for_is_not_opened()
    {
        _folder["other"] = "secret of another program";
        Assert.False(Loaded(("OTHER_FILE", _folder.Full("other"))).ContainsKey("OTHER"));
    }

    [Fact]
    public void A_variable_is_read_from_the_file_that_another_names()
    {
        _folder["token"] = "s3cret\n";
        _folder[".env"] = "TOKEN_FILE=token\n";
        Assert.Equal("s3cret", Loader().Environment()["TOKEN"]);
        Assert.Empty(Loader().Load().Problems);
        _folder[".env"] = "";
        Assert.Equal("s3cret", Loaded(("TOKEN_FILE", _folder.Full("token")))["TOKEN"]);
    }

    [Fact]
    public void What_is_set_itself_wins()
    {
        _folder["token"] = "from the file";
        Assert.Equal("typed", Loaded(("TOKEN_FILE", _folder.Full("token")), ("TOKEN", "typed"))["TOKEN"]);
        Assert.Equal("from the file", Loaded(("TOKEN_FILE", _folder.Full("token")), ("TOKEN", ""))["TOKEN"]);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        _folder[".env"] = "TOKEN_FILE=nowhere\n";
        Assert.Equal(
            ["TOKEN_FILE, the file does not exist; create it", "checks.yaml: line 1, column 40, api.url: {TOKEN} is not set; add it to .env"],
            Loader().Load().Problems.Select(problem => problem.ToString()));
        _folder["nowhere"] = new string('x', 70_000);
        Assert.Contains(Loader().Load().Problems, problem => problem is { File: "TOKEN_FILE", Severity: ConfigSeverity.Warning } && problem.Fault == "larger than 64 KiB");
    }

    [Fact]
    public void Only_what_is_certainly_ours_is_complained_about()
    {
        _folder["checks.yaml"] = "checks: [{ name: api, type: http, url: 'http://localhost/', expect_status: 200 }]\n";
        Assert.Equal(
            ["SMTP_PASS_FILE"],
            Loader(("SMTP_PASS_FILE", "/nowhere"), ("OTHER_FILE", "/nowhere")).Load().Problems.Select(problem => problem.File));
    }

    [Fact]
    public void A_secret_that_is_changed_is_taken_up()
    {
        _folder["token"] = "old";
        var loader = Loader(("TOKEN_FILE", _folder.Full("token")));
        loader.Load();
        Assert.Null(Settled(loader));
        _folder["token"] = "new";
        Assert.Equal("new", Settled(loader) is { } texts && loader.Load(texts).Config is not null ? loader.Environment()["TOKEN"] : null);
    }

    private ConfigTexts? Settled(ConfigLoader loader)
    {
        for (var look = 0; look < 60; look++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            if (loader.Poll() is { } texts)
                return texts;
        }

        return null;
    }
}
