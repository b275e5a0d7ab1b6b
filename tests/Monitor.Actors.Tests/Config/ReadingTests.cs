using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Config.Support;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>What valid configuration means.</summary>
public sealed class ReadingTests
{
    [Fact]
    public void Defaults_are_those_of_the_original()
    {
        var check = Good(Http()).Checks.Single();
        Assert.Equal(("P3", 0, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)),
            (check.Severity, check.Retries, check.Interval, check.Timeout, check.RetryBackoff));
        Assert.Empty(check.NotifyOn);
        Assert.Equal((null, null, TimeZoneInfo.Utc), (check.WarnAbove, check.FailAbove, check.Zone));
    }

    [Fact]
    public void What_an_entry_does_not_say_comes_from_global()
    {
        const string Global = "global: {retries: 1, retry_backoff: 2s, retry_on: error, interval: 1m, timeout: 900ms, timezone: Europe/Berlin, notify: {email: false, console: true}}\n";
        var config = Good(Global + Http("retries: 3") + "  - {name: j, type: job, status_url: x, timezone: UTC, timeout: 1s}\n");
        Assert.Equal((3, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(900), RetryOn.Error, "Europe/Berlin"),
            (config.Checks[0].Retries, config.Checks[0].RetryBackoff, config.Checks[0].Interval, config.Checks[0].Timeout, config.Checks[0].RetryOn, config.Checks[0].Zone.Id));
        Assert.Equal((1, TimeSpan.FromSeconds(1), "UTC"), (config.Checks[1].Retries, config.Checks[1].Timeout, config.Checks[1].Zone.Id));
        Assert.Equal((false, true, "Europe/Berlin"), (config.NotifyByEmail, config.NotifyOnConsole, config.DisplayZone.Id));
    }

    /// <summary>K2: the original read these and ignored them.</summary>
    [Fact]
    public void Global_thresholds_concern_types_that_measure_latency_and_an_entry_can_set_its_own()
    {
        var config = Good("global: {thresholds: {api_warn_ms: 10, api_crit_ms: 20}}\n" + Http("thresholds: {api_warn_ms: 15}")
            + "  - {name: j, type: job, status_url: x}\n  - {name: k, type: job, status_url: x, thresholds: {api_crit_ms: 5}}\n");
        Assert.Equal([(15d, 20d), (null, null), (null, 5d)],
            config.Checks.Select(check => (check.WarnAbove?.TotalMilliseconds, check.FailAbove?.TotalMilliseconds)));
    }

    /// <summary>K8: the original ignored <c>on_fail.notify</c>.</summary>
    [Fact]
    public void On_fail_notify_adds_to_notify_on()
    {
        var check = Good(Http("notify_on: [recovered, recovered]", "on_fail: {notify: first_fail}")).Checks.Single();
        Assert.Equal([AlertKind.FirstFail, AlertKind.Recovered], check.NotifyOn);
    }

    [Fact]
    public void An_action_has_limits_and_keeps_the_types_of_its_payload()
    {
        var remedies = Good(Http("on_fail:", "  actions:",
            "    - { type: http_post, url: http://x/, payload: { a: [1, true, \"1\", null, 0x1F, 1.50], b: '{COUNT}', c: '{job_id}' } }",
            "    - { type: http_post, url: http://x/, timeout: 1s, every_cycle: true, cooldown: 0, max_per_hour: 1 }")).Checks.Single().Remedies;
        Assert.Equal("""{"a":[1,true,"1",null,31,1.50],"b":"201","c":"{job_id}"}""", ((PostKeys)remedies[0].Spec).Payload.ToString());
        Assert.Equal((TimeSpan.FromSeconds(5), false, TimeSpan.FromMinutes(1), 6),
            (remedies[0].Timeout, remedies[0].EveryCycle, remedies[0].Cooldown, remedies[0].MaxPerHour));
        Assert.Equal((TimeSpan.FromSeconds(1), true, TimeSpan.Zero, 1),
            (remedies[1].Timeout, remedies[1].EveryCycle, remedies[1].Cooldown, remedies[1].MaxPerHour));
    }

    [Fact]
    public void An_action_has_a_guard_and_is_verified()
    {
        var remedies = Good(Http("on_fail:", "  actions:",
            "    - { type: http_post, url: http://x/, cooldown: 2m, guard: { after_failures: 2, max_per_incident: 3, stop_after_ineffective: 2, max_per_hour: 4, max_failing_percent: 30, lock: db },"
            + " verify: { within: 20s, probes: 3 } }",
            "    - { type: http_post, url: http://x/, guard: { cooldown: 5m } }")).Checks.Single().Remedies;
        Assert.Equal(
            new RemedyGuard { AfterFailures = 2, MaxPerIncident = 3, StopAfterIneffective = 2, MaxFailingPercent = 30, Lock = "db", DoublesCooldown = true }, remedies[0].Guard);
        Assert.Equal((TimeSpan.FromMinutes(2), 4, 3, new VerifyPlan(TimeSpan.FromSeconds(20), 3)), (remedies[0].Cooldown, remedies[0].MaxPerHour, remedies[0].MostInIncident, remedies[0].Verify));
        Assert.Equal((TimeSpan.FromMinutes(5), 6, 1, null), (remedies[1].Cooldown, remedies[1].MaxPerHour, remedies[1].MostInIncident, remedies[1].Verify));
    }

    [Fact]
    public void A_limit_stands_in_the_guard_or_beside_it() =>
        Assert.Contains("stands beside the guard too", Assert.Single(Faults(Http("on_fail: { actions: [{ type: http_post, url: http://x/, cooldown: 2m, guard: { cooldown: 5m } }] }"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("true", "true")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("1", "1")]
    [InlineData("1.0", "1.0")]
    [InlineData("+007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-1e3", "-1e3")]
    [InlineData("0o17", "15")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("''", "\"\"")]
    [InlineData("23:59", "\"23:59\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("0x", "\"0x\"")]
    public void A_value_has_the_type_that_yaml_1_2_gives_it(string yaml, string json)
    {
        if (yaml == "-")
            yaml = "'-'";
        var section = YamlSection.Of($"equals: {yaml}\n");
        Assert.True(section.Has("equals"));
        Assert.Equal(json, section.Value("equals")!.Value.GetRawText());
        Assert.Empty(section.Problems());
        Assert.Null(section.Value("other"));
    }

    [Theory]
    [InlineData("30", 30_000)]
    [InlineData("'30'", 30_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("500ms", 500)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void A_duration_is_a_number_of_seconds_or_has_a_unit(string yaml, int ms) =>
        Assert.Equal(TimeSpan.FromMilliseconds(ms),
            YamlSection.Of($"a: {yaml}\n").Duration("a", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.MaxValue));

    [Fact]
    public void A_section_answers_with_harmless_defaults()
    {
        var empty = YamlSection.Of("{}");
        Assert.Equal(("", 3, 0, false), (empty.Text("a"), empty.Number("b", 3, 9), empty.Texts("c").Count, empty.Flag("d", false)));
        Assert.Equal("http://invalid.invalid/", empty.Url("e").ToString());
        Assert.Equal(
            ["text: line 1, column 1, a: missing; write a: and a text", "text: line 1, column 1, b: missing; write b: and a whole number from 3 to 9",
                "text: line 1, column 1, e: missing; write e: and a URL such as http://localhost:8000/"],
            empty.Problems().Select(problem => problem.ToString()));
        Assert.Null(YamlSection.Of("a: ~").TextOrNull("a"));
        Assert.Equal("007", YamlSection.Of("a: 007").Text("a"));
        Assert.Equal(0.1m, YamlSection.Of("a: 0.1").DecimalOrNull("a"));
    }

    [Fact]
    public void A_round_that_does_not_fit_its_interval_is_warned_about_once()
    {
        const string Slow = "the pauses between the attempts of a failing round take 10s (2 × 5s), as long as the interval of";
        Assert.Equal([$"checks.yaml: line 1, column 19, global.retries: {Slow} 10s; lengthen interval, or lower retries or retry_backoff_s"],
            Faults("global: {retries: 2, interval: 10}\n" + Http()));
        Assert.Equal([$"checks.yaml: line 7, column 15, api.interval: {Slow} 9s; lengthen interval, or lower retries or retry_backoff_s"],
            Faults("global: {retries: 2}\n" + Http("interval: 9")));
    }

    [Fact]
    public void What_is_probably_not_meant_is_a_warning()
    {
        Assert.Equal(["checks.yaml: line 4, column 10, api.url: any answer passes, even a 500; add expect_status: 200"],
            Faults("checks:\n  - name: api\n    type: http\n    url: http://x/\n"));
        Assert.Equal(["checks.yaml: line 6, column 16, api.notify_on: announces recoveries but no failures; add first_fail"],
            Faults(Http("notify_on: [recovered]")));
        Assert.Empty(Faults(Job("notify_on: [first_fail, deadline_miss, recovered]")));
    }

    [Fact]
    public void The_fingerprint_follows_meaning_not_layout()
    {
        var one = Print(Http("severity: P1", "retries: 2"));
        Assert.Equal(one, Print("global: {retries: 7}\n\n# moved\n" + Http("retries: 2", "severity: P1  # now")));
        Assert.NotEqual(one, Print(Http("severity: P2", "retries: 2")));
        Assert.NotEqual(Print(Http()), Print("global: {retries: 2}\n" + Http()));
        Assert.NotEqual(Print(Http()), Print("global: {timezone: Europe/Berlin}\n" + Http()));
        Assert.Equal(Print("global: {timeout: 5s}\n" + Http()), Print(Http()));

        static string Print(string text) => Good(text).Checks.Single().Fingerprint;
    }

    [Fact]
    public void The_yaml_of_an_entry_is_its_own_text_at_the_margin()
    {
        var config = Good("checks:\n  # above\n  - name: a  # mine\n    type: job\n\n    # between\n    status_url: |\n      x\n        y\n    # below\n  # next\n"
            + "  - { name: b, type: job,\n      status_url: x }  # flow\n");
        Assert.Equal("name: a  # mine\ntype: job\n\n# between\nstatus_url: |\n  x\n    y\n# below", config.Checks[0].Yaml);
        Assert.Equal("{ name: b, type: job,\n  status_url: x }", config.Checks[1].Yaml);
    }

    [Fact]
    public void A_secret_prints_as_dots()
    {
        Assert.Equal("•••", new Secret("hunter2").ToString());
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(new { Password = new Secret("hunter2") }), StringComparison.Ordinal);
        Assert.Equal("hunter2", new Secret("hunter2").Reveal());
    }
}
