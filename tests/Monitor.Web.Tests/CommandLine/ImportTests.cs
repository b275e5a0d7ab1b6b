using System.Text.Json;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.CommandLine;

public sealed class ImportTests : IDisposable
{
    private const string Whole = "endpoints: [{ name: cache, url: 'tcp://127.0.0.1:6379', conditions: ['[CONNECTED] == true'] }]\n";
    private const string Partly = "storage: {}\nendpoints: [{ name: cache, url: 'tcp://127.0.0.1:6379', conditions: ['[CONNECTED] == true'] }]\n";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task What_translates_wholly_is_on_the_standard_output()
    {
        var called = await _shell.Write("gatus.yaml", Whole).CallAsync("import", "gatus", "gatus.yaml");
        Assert.Equal((0, "1 check, 0 not translated, 0 changed\n"), (called.Code, called.Errors));
        Assert.StartsWith("# Taken over from Gatus: 1 check.\nchecks:\n  - name: cache\n    type: tcp\n", called.Out, StringComparison.Ordinal);
        Assert.Equal(["gatus.yaml"], _shell.Files);
    }

    [Fact]
    public async Task What_does_not_translate_is_on_the_standard_error_output()
    {
        var called = await _shell.Write("gatus.yaml", Partly).CallAsync("import", "gatus", "gatus.yaml");
        Assert.Equal((1, "not translated: storage: not translated; DB_URL in .env says where the history is kept\n1 check, 1 not translated, 0 changed\n"), (called.Code, called.Errors));
    }

    [Fact]
    public async Task What_is_written_is_good_for_the_monitor()
    {
        _shell.Write("backup.json", """{ "monitorList": [{ "id": 1, "name": "db", "type": "redis", "interval": 60, "databaseConnectionString": "redis://:hunter2@127.0.0.1" }] }""");
        var called = await _shell.CallAsync("import", "uptime-kuma", "backup.json", "--out", "checks.yaml");
        Assert.Equal((0, "", "changed: db, databaseConnectionString (password): is a secret, so it was not copied; set DB_PASSWORD in .env to it\n1 check, 0 not translated, 1 changed\n"), (called.Code, called.Out, called.Errors));
        Assert.Equal(0, (await _shell.Write(".env", "DB_PASSWORD=hunter2\n").CallAsync("validate")).Code);
    }

    [Fact]
    public async Task A_file_is_overwritten_only_by_force()
    {
        _shell.Write("gatus.yaml", Whole).Write("checks.yaml", "mine\n");
        var called = await _shell.CallAsync("import", "gatus", "gatus.yaml", "--out", "checks.yaml");
        Assert.Equal((2, "checks.yaml is there already; --force overwrites it\n"), (called.Code, called.Errors));
        Assert.Equal("mine\n", File.ReadAllText(Path.Combine(_shell.Folder, "checks.yaml")));
        Assert.Equal(0, (await _shell.CallAsync("import", "gatus", "gatus.yaml", "--out", "checks.yaml", "--force")).Code);
        Assert.StartsWith("# Taken over", File.ReadAllText(Path.Combine(_shell.Folder, "checks.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_all_of_it()
    {
        var called = await _shell.Write("gatus.yaml", Partly).CallAsync("import", "gatus", "gatus.yaml", "--json");
        var root = JsonDocument.Parse(called.Out).RootElement;
        Assert.Equal((1, ""), (called.Code, called.Errors));
        Assert.Equal(("storage", "not translated", 1), (root.GetProperty("notes")[0].GetProperty("where").GetString(), root.GetProperty("notes")[0].GetProperty("kind").GetString(), root.GetProperty("checks").GetInt32()));
        Assert.Contains("name: cache", root.GetProperty("yaml").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.yaml", "missing.yaml: cannot be read; name a file of at most 32 MiB\n")]
    [InlineData("wrong.yaml", "wrong.yaml: error: this is a backup of Uptime Kuma; read it with import uptime-kuma\n")]
    [InlineData("broken.yaml", "broken.yaml:3:4: error: not valid YAML: ")]
    public async Task A_file_that_cannot_be_read_says_why(string file, string expected)
    {
        _shell.Write("wrong.yaml", "monitorList: []\n").Write("broken.yaml", "endpoints:\n  - name: a\n   url: x\n");
        var called = await _shell.CallAsync("import", "gatus", file);
        Assert.Equal((2, ""), (called.Code, called.Out));
        Assert.StartsWith(expected, called.Errors, StringComparison.Ordinal);
    }
}
