using CsCheck;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary><c>defaults:</c> by type and group: who wins, what is told where, and what the board does not inherit.</summary>
public sealed class DefaultsTests
{
    private const string Two = """
        checks:
          - { name: shop, type: http, url: http://localhost/, expect_status: 200, group: Payments }
          - { name: nightly, type: job, status_url: "http://localhost/{job_id}" }

        """;

    [Fact]
    public void The_entry_wins_over_its_group_its_type_all_and_global()
    {
        var checks = Good("""
            global: { interval: 1m, timeout: 1s, retries: 1 }
            defaults:
              all: { interval: 2m, severity: P2, timeout: 2s, retries: 2 }
              types:
                http: { interval: 3m, severity: P3, timeout: 3s }
              groups:
                payments: { interval: 4m, severity: P4 }
            checks:
              - { name: a, type: http, url: http://localhost/, expect_status: 200, group: Payments, interval: 5m }
              - { name: b, type: http, url: http://localhost/, expect_status: 200 }
              - { name: c, type: job, status_url: x, severity: P9 }

            """).Checks;
        Assert.Equal(["5 P4 3 2", "3 P3 3 2", "2 P9 2 2"], checks.Select(check =>
            $"{check.Interval.TotalMinutes} {check.Severity} {check.Timeout.TotalSeconds} {check.Retries}"));
        Assert.Equal(["Payments", null, null], checks.Select(check => check.Group));
    }

    /// <summary>Whatever says it, the nearest of those that say it wins.</summary>
    [Fact]
    public void Precedence_holds_for_whatever_is_said() =>
        Gen.Int[0, 9].Array[5].Select(Gen.Bool.Array[5]).Sample((values, said) =>
        {
            string Keys(int i) => said[i] ? $"{{ retries: {values[i]} }}" : "{}";
            var check = Good($"""
                global: {Keys(4)}
                defaults:
                  all: {Keys(3)}
                  types: {"{"} http: {Keys(2)} {"}"}
                  groups: {"{"} g: {Keys(1)} {"}"}
                checks:
                  - {"{"} name: a, type: http, url: http://localhost/, expect_status: 200, group: G {(said[0] ? $", retries: {values[0]}" : "")} {"}"}

                """).Checks[0];
            var nearest = Array.IndexOf(said, true);
            Assert.Equal(nearest < 0 ? 0 : values[nearest], check.Retries);
        }, iter: 300);

    [Fact]
    public void Lists_and_mappings_take_the_place_of_others_and_a_key_without_a_value_inherits_nothing()
    {
        var checks = Good("""
            defaults: { all: { tags: [a, b], thresholds: { api_warn_ms: 10, api_crit_ms: 20 }, severity: P1 } }
            checks:
              - { name: x, type: http, url: http://localhost/, expect_status: 200, tags: [c], thresholds: { api_warn_ms: 5 } }
              - { name: y, type: http, url: http://localhost/, expect_status: 200, severity: null, tags: ~ }

            """).Checks;
        Assert.Equal(["c"], checks[0].Tags);
        Assert.Equal((TimeSpan.FromMilliseconds(5), null), (checks[0].WarnAbove, checks[0].FailAbove));
        Assert.Equal(("P3", 0), (checks[1].Severity, checks[1].Tags.Length));
    }

    [Fact]
    public void A_type_may_bring_the_group()
    {
        var check = Good("""
            defaults: { types: { http: { group: web } }, groups: { Web: { severity: P1 } } }
            checks: [{ name: x, type: http, url: http://localhost/, expect_status: 200 }]

            """).Checks[0];
        Assert.Equal(("web", "P1"), (check.Group, check.Severity));
    }

    [Fact]
    public void What_says_the_same_in_other_words_is_not_inherited()
    {
        var checks = Good("""
            defaults: { all: { interval: 1m, retry_backoff_s: 3 } }
            checks:
              - { name: x, type: http, url: http://localhost/, expect_status: 200, schedule: "@daily", retry_backoff: 1s }

            """).Checks;
        Assert.Equal(("@daily", TimeSpan.FromSeconds(1)), (checks[0].Timetable?.Cron, checks[0].RetryBackoff));
    }

    [Fact]
    public void A_key_that_a_type_does_not_know_is_passed_over_unless_no_type_knows_it()
    {
        const string Defaults = "defaults: { all: { expect_status: 200 }, groups: { Payments: { success_by: \"06:00\" } } }\n";
        var good = Good(Defaults + Two);
        Assert.Equal(
            Good(Two).Checks[0].Fingerprint, good.Checks[0].Fingerprint); // success_by is nothing to an http check, and expect_status it has
        Assert.Equal(
            ["checks.yaml: line 1, column 20, defaults.all.sevrity: unknown key: no type of check has it; did you mean severity?"],
            Faults("defaults: { all: { sevrity: P1 } }\n" + Two));
    }

    [Fact]
    public void What_is_wrong_with_the_shape_is_told_where_it_stands() => Assert.Equal(
        [
            "checks.yaml: line 2, column 10, defaults.all.name: cannot be a default",
            "checks.yaml: line 4, column 5, defaults.types.htpp: unknown check type \"htpp\"",
            "checks.yaml: line 5, column 12, defaults.types.job.expect_status: unknown key of job checks",
            "checks.yaml: line 6, column 15, defaults.types.throwing: expected a mapping, got text \"x\"",
            "checks.yaml: line 7, column 25, defaults.groups.Payments.group: cannot be a default",
            "checks.yaml: line 7, column 37, defaults.groups.payments: the group is there already",
            "checks.yaml: line 8, column 3, defaults.typos: unknown key",
        ],
        Faults("""
            defaults:
              all: { name: x }
              types:
                htpp: { timeout: 1s }
                job: { expect_status: 200 }
                throwing: x
              groups: { Payments: { group: x }, payments: { severity: P1 } }
              typos: {}

            """ + Two).Select(fault => fault.Split(';')[0]));

    [Fact]
    public void A_wrong_value_is_told_once_where_it_stands_however_many_inherit_it()
    {
        var many = string.Concat(Enumerable.Range(0, 500).Select(i => $"  - {{ name: c{i}, type: http, url: http://localhost/, expect_status: 200 }}\n"));
        Assert.Equal(
            ["checks.yaml: line 1, column 29, defaults.all.timeout: expected a duration, got text \"soon\" (inherited by c0); write it like 30, 30s, 500ms, 5m, 1h or 1d"],
            Faults("defaults: { all: { timeout: soon } }\nchecks:\n" + many));
    }

    [Fact]
    public void A_variable_that_is_not_set_is_told_once() => Assert.Equal(
        ["checks.yaml: line 1, column 30, defaults.all.severity: {NOPE} is not set; add it to .env"],
        Faults("defaults: { all: { severity: \"{NOPE}\" } }\n" + Two).Where(fault => fault.Contains("NOPE")));

    [Fact]
    public void Defaults_that_nobody_inherits_are_odd() => Assert.Equal(
        ["checks.yaml: line 1, column 22, defaults.types.throwing: no check has the type throwing; remove these defaults, or add a check",
            "checks.yaml: line 1, column 62, defaults.groups.paymens: no check has the group paymens; did you mean Payments?"],
        Faults("defaults: { types: { throwing: { severity: P1 } }, groups: { paymens: { severity: P1 } } }\n" + Two));

    [Theory]
    [InlineData("timeout: soon", "timeout: expected a duration, got text \"soon\"; write it like 30, 30s, 500ms, 5m, 1h or 1d")]
    [InlineData("on_fail: { actions: [{ type: nonsense }] }", "on_fail.actions[0].type: unknown action type \"nonsense\"")]
    [InlineData("timezone: Mars/Base", "timezone: unknown time zone \"Mars/Base\"")]
    public void A_wrong_value_is_told_also_where_no_check_has_the_type(string keys, string wrong)
    {
        var problem = Assert.Single(Read(Unused(keys)).Errors);
        Assert.Equal(1, problem.Line);
        Assert.StartsWith($"defaults.types.job.{wrong}", problem.ToString().Split($"column {problem.Column}, ")[1], StringComparison.Ordinal);
    }

    /// <summary>The example of the type has other keys than whoever will inherit these.</summary>
    [Theory]
    [InlineData("interval: 5s")]
    [InlineData("schedule: '0 2 * * *'")]
    [InlineData("success_by: '06:00', minutes_after_start: 30")]
    [InlineData("start_url: 'http://localhost/start', start_cron: '0 2 * * *'")]
    public void What_is_right_for_some_entry_is_right_where_no_check_has_the_type(string keys) => Assert.Empty(Read(Unused(keys)).Errors);

    private static string Unused(string keys) =>
        $"defaults: {{ types: {{ job: {{ {keys} }} }} }}\nchecks: [{{ name: shop, type: http, url: http://localhost/, expect_status: 200 }}]\n";

    [Fact]
    public void Only_the_checks_that_are_concerned_change()
    {
        var before = Fingerprints("defaults: { types: { http: { timeout: 1s } } }\n");
        var after = Fingerprints("defaults: { types: { http: { timeout: 2s } } }\n");
        Assert.NotEqual(before[0], after[0]);
        Assert.Equal(before[1], after[1]);

        static string[] Fingerprints(string defaults) => [.. Good(defaults + Two).Checks.Select(check => check.Fingerprint)];
    }

    [Fact]
    public void The_entry_is_shown_as_it_was_written() =>
        Assert.DoesNotContain("P1", Good("defaults: { all: { severity: P1 } }\n" + Two).Checks[0].Yaml, StringComparison.Ordinal);

    [Fact]
    public void A_huge_default_for_very_many_checks_is_refused()
    {
        var huge = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"t{i}"));
        var many = string.Concat(Enumerable.Range(0, 250).Select(i => $"  - {{ name: c{i}, type: http, url: http://localhost/, expect_status: 200, tags: [] }}\n"));
        Assert.Contains(
            Read($"defaults: {{ all: {{ tags: [{huge}] }} }}\nchecks:\n{many}").Errors,
            problem => problem.Fault == "more than 4000000 values, those of defaults included");
    }

    /// <summary>Whoever may add checks on the board chooses where they ask: what they inherit must not carry a password there.</summary>
    [Fact]
    public void The_board_inherits_no_variables_but_those_it_may_use()
    {
        const string Main = """
            vars: [MOCKAPP_BASE]
            defaults:
              all: { severity: "{COUNT}" }
              types:
                http: { timeout: 3s, url: "{MOCKAPP_BASE}/{SMTP_PASS}" }
                job: { status_url: "{MOCKAPP_BASE}/x" }
            checks:
              - { name: mine, type: http, expect_status: 200 }

            """;
        Assert.Equal($"{Base}/hunter2", Good(Main).Checks[0].Target);
        var config = Good(Main, "checks: [{ name: added, type: http, expect_status: 200, url: http://elsewhere/ }, { name: j, type: job }]\n");
        Assert.Equal(("P3", TimeSpan.FromSeconds(3), "http://elsewhere/"), (config.Checks[1].Severity, config.Checks[1].Timeout, config.Checks[1].Target));
        Assert.Equal($"{Base}/x", config.Checks[2].Target);
        var entry = config.ReadEntry("name: e\ntype: http\nexpect_status: 200\n", null, Around);
        Assert.Equal("entry: line 1, column 1, e.url: missing; write url: and a URL such as http://localhost:8000/", Assert.Single(entry.Problems).ToString());
        Assert.Equal(TimeSpan.FromSeconds(3), config.ReadEntry("name: e\ntype: http\nexpect_status: 200\nurl: http://elsewhere/\n", null, Around).Definition!.Timeout);
    }

    [Fact]
    public void An_entry_that_comes_alone_says_which_default_is_in_its_way()
    {
        var config = Good("defaults: { groups: { late: { timeout: soon } } }\nchecks: []\n");
        Assert.Equal(
            "checks.yaml: line 1, column 40, defaults.groups.late.timeout: expected a duration, got text \"soon\" (inherited by j); write it like 30, 30s, 500ms, 5m, 1h or 1d",
            Assert.Single(config.ReadEntry("name: j\ntype: job\nstatus_url: x\ngroup: late\n", null, Around).Problems).ToString());
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"a,b\"")]
    [InlineData("\"a\\tb\"")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void A_group_is_a_word_or_a_few(string group)
    {
        Assert.Equal("Card payments", Good(Http("group: Card payments")).Checks[0].Group);
        Assert.Contains("api.group: must have 1 to 60 printable characters and no comma", Assert.Single(Faults(Http($"group: {group}"))), StringComparison.Ordinal);
    }
}
