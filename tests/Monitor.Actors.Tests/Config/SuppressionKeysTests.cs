using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>depends_on, maintenance, flapping and enabled as they are written.</summary>
public sealed class SuppressionKeysTests
{
    private static string Check(string keys, string name = "api") => $$"""
        checks:
          - { name: router, type: http, url: http://localhost/, expect_status: 200 }
          - { name: {{name}}, type: http, url: http://localhost/, expect_status: 200, {{keys}} }

        """;

    private static CheckDefinition Api(string yaml)
    {
        var reading = SomeConfig.Read(yaml);
        Assert.Empty(reading.Problems);
        return reading.Config!.Checks.Single(check => check.Name.Value == "api"); // without problems there is one
    }

    private static string Fault(string yaml) => Assert.Single(SomeConfig.Read(yaml).Errors).ToString();

    [Fact]
    public void Parents_are_found_whatever_their_case() =>
        Assert.Equal([CheckName.Of("router")], Api(Check("depends_on: [Router]")).DependsOn);

    [Fact]
    public void A_parent_that_is_not_there_is_named_with_what_was_meant() =>
        Assert.EndsWith("api.depends_on: there is no check named \"ruoter\"; did you mean router?", Fault(Check("depends_on: ruoter")), StringComparison.Ordinal);

    [Fact]
    public void A_circle_is_shown_whole() => Assert.Contains(
        "the checks depend on each other in a circle: a → b → c → a",
        Fault("""
            checks:
              - { name: a, type: http, url: http://localhost/, expect_status: 200, depends_on: b }
              - { name: b, type: http, url: http://localhost/, expect_status: 200, depends_on: c }
              - { name: c, type: http, url: http://localhost/, expect_status: 200, depends_on: [a] }

            """),
        StringComparison.Ordinal);

    [Fact]
    public void A_check_does_not_depend_on_itself() =>
        Assert.Contains("a check cannot depend on itself", Fault(Check("depends_on: API")), StringComparison.Ordinal);

    [Fact]
    public void What_two_depend_on_is_no_circle() => Assert.Empty(SomeConfig.Read("""
        checks:
          - { name: a, type: http, url: http://localhost/, expect_status: 200, depends_on: [b, c] }
          - { name: b, type: http, url: http://localhost/, expect_status: 200, depends_on: d }
          - { name: c, type: http, url: http://localhost/, expect_status: 200, depends_on: d }
          - { name: d, type: http, url: http://localhost/, expect_status: 200 }

        """).Problems);

    [Fact]
    public void A_window_of_a_check_comes_again_on_its_days()
    {
        var window = Api(Check("timezone: Europe/Berlin, maintenance: [{ every: [Mon, sunday], start: \"02:00\", duration: 2h, note: disks }]")).Maintenance.Single();
        Assert.Equal("disks", window.At(At("2026-03-02T01:00Z"))?.Note); // Monday 02:00 in Berlin
        Assert.Null(window.At(At("2026-03-02T00:59:59Z")));
        Assert.NotNull(window.At(At("2026-03-02T02:59:59Z")));
        Assert.Null(window.At(At("2026-03-02T03:00Z")));
        Assert.Null(window.At(At("2026-03-03T01:30Z")));
        Assert.NotNull(window.At(At("2026-03-08T01:30Z")));
    }

    [Fact]
    public void A_window_that_crosses_the_change_to_summer_time_lasts_as_long_as_ever()
    {
        var window = Api(Check("timezone: Europe/Berlin, maintenance: [{ start: \"01:00\", duration: 3h }]")).Maintenance.Single();
        Assert.Equal((At("2026-03-29T00:00Z"), At("2026-03-29T03:00Z")), Times(window.At(At("2026-03-29T01:30Z"))));
        Assert.Equal((At("2026-10-24T23:00Z"), At("2026-10-25T02:00Z")), Times(window.At(At("2026-10-25T01:30Z"))));
    }

    [Fact]
    public void A_start_that_does_not_exist_is_the_moment_after_the_gap_and_one_that_comes_twice_the_first()
    {
        var window = Api(Check("timezone: Europe/Berlin, maintenance: [{ start: \"02:30\", duration: 1h }]")).Maintenance.Single();
        Assert.Equal((At("2026-03-29T01:00Z"), At("2026-03-29T02:00Z")), Times(window.At(At("2026-03-29T01:00Z"))));
        Assert.Equal((At("2026-10-25T00:30Z"), At("2026-10-25T01:30Z")), Times(window.At(At("2026-10-25T01:00Z"))));
        Assert.Null(window.At(At("2026-10-25T01:45Z")));
    }

    [Fact]
    public void A_window_that_comes_once_takes_the_longer_reading_of_an_hour_that_comes_twice()
    {
        var window = Api(Check("maintenance: [{ from: \"2026-10-25 02:30\", until: \"2026-10-25 02:45\", timezone: Europe/Berlin }]")).Maintenance.Single();
        Assert.Equal((At("2026-10-25T00:30Z"), At("2026-10-25T01:45Z")), Times(window.At(At("2026-10-25T01:00Z"))));
    }

    [Fact]
    public void A_window_of_the_file_concerns_the_checks_it_names_or_finds_by_tag_or_all()
    {
        var reading = SomeConfig.Read("""
            global: { timezone: UTC }
            maintenance:
              - { cron: "0 2 * * SUN", duration: 90m }
              - { from: 2026-03-02 22:00, until: 2026-03-03 02:00, checks: [router] }
              - { from: 2026-03-04 22:00, until: 2026-03-05 02:00, checks: [router], tags: [Shop] }

            """ + Check("tags: [shop]"));
        Assert.Empty(reading.Problems);
        Assert.Equal([3, 2], reading.Config!.Checks.Select(check => check.Maintenance.Length)); // without problems there is one
    }

    [Fact]
    public void The_same_text_gives_equal_windows() =>
        Assert.Equal(Api(Check(Nightly)).Maintenance.AsEnumerable(), Api(Check(Nightly)).Maintenance);

    private const string Nightly = "timezone: Europe/Berlin, maintenance: [{ start: \"02:00\", duration: 2h }, { from: 2026-03-02 22:00, until: 2026-03-03 02:00 }]";

    [Theory]
    [InlineData("maintenance: [{ start: \"02:00\", duration: 2h }]", "api.maintenance[0].timezone: missing: nobody can tell when this is")]
    [InlineData("timezone: UTC, maintenance: [{ start: \"2 am\", duration: 2h }]", "\"2 am\" is not a time of day")]
    [InlineData("timezone: UTC, maintenance: [{ start: \"02:00\" }]", "api.maintenance[0].duration: missing")]
    [InlineData("timezone: UTC, maintenance: [{ start: \"02:00\", duration: 8d }]", "expected a duration from 60s to 168h")]
    [InlineData("timezone: UTC, maintenance: [{ start: \"02:00\", every: [Moonday], duration: 2h }]", "unknown day \"Moonday\"")]
    [InlineData("timezone: UTC, maintenance: [{ cron: \"every night\", duration: 2h }]", "\"every night\" is not a cron expression")]
    [InlineData("timezone: UTC, maintenance: [{ duration: 2h }]", "the window has no beginning")]
    [InlineData("timezone: UTC, maintenance: [{ start: \"02:00\", cron: \"0 2 * * *\", duration: 2h }]", "the window begins twice, by start and cron")]
    [InlineData("timezone: UTC, maintenance: [{ from: \"2026-03-02 22:00\" }]", "api.maintenance[0].until: missing")]
    [InlineData("timezone: UTC, maintenance: [{ from: \"2026-03-02 22:00\", until: \"2026-03-02 21:00\" }]", "is not after from")]
    [InlineData("timezone: UTC, maintenance: [{ from: tomorrow, until: \"2026-03-02 21:00\" }]", "\"tomorrow\" is not a day and a time")]
    [InlineData("timezone: UTC, maintenance: [{ start: \"02:00\", duration: 2h, checks: [router] }]", "unknown key")]
    [InlineData("flapping: { high: 20 }", "25 is not below high, which is 20")]
    [InlineData("flapping: { high: 200 }", "expected a percentage above 0 and up to 100, got 200")]
    [InlineData("flapping: often", "expected true or false")]
    public void What_cannot_be_meant_is_told(string keys, string fault) => Assert.Contains(fault, Fault(Check(keys)), StringComparison.Ordinal);

    [Fact]
    public void A_window_of_the_file_for_a_check_that_is_not_there_is_told() => Assert.Contains(
        "maintenance.checks: there is no check named \"routr\"; did you mean router?",
        Fault("maintenance:\n  - { start: \"02:00\", duration: 2h, timezone: UTC, checks: [routr] }\n" + Check("severity: P1")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("flapping: true", 30.0, 25.0)]
    [InlineData("flapping: { high: 50, low: 20 }", 50.0, 20.0)]
    [InlineData("flapping: { low: 5.5 }", 30.0, 5.5)]
    public void Limits_of_flapping_are_read(string keys, double high, double low) =>
        Assert.Equal(new FlapLimits(high, low), Api(Check(keys)).Flapping);

    [Fact]
    public void Nothing_flaps_unless_asked_for_and_a_check_may_refuse_what_the_file_asks_for()
    {
        Assert.Null(Api(Check("severity: P1")).Flapping);
        Assert.Equal(new FlapLimits(), Api("global: { flapping: true }\n" + Check("severity: P1")).Flapping);
        Assert.Null(Api("global: { flapping: true }\n" + Check("flapping: false")).Flapping);
    }

    [Fact]
    public void A_check_may_be_written_and_not_looked_at() => Assert.False(Api(Check("enabled: false")).Enabled);

    [Fact]
    public void An_entry_that_comes_alone_is_held_to_the_same()
    {
        var config = SomeConfig.Read(Check("depends_on: router")).Config!; // it is valid
        var around = SomeConfig.Around;
        Assert.Contains("there is no check named", config.ReadEntry("{ name: new, type: http, url: http://localhost/, expect_status: 200, depends_on: nobody }", null, around).Problems[0].Fault, StringComparison.Ordinal);
        Assert.Contains("circle: router → api → router", config.ReadEntry("{ name: router, type: http, url: http://localhost/, expect_status: 200, depends_on: api }", "router", around).Problems[0].Fault, StringComparison.Ordinal);
        Assert.NotNull(config.ReadEntry("{ name: new, type: http, url: http://localhost/, expect_status: 200, depends_on: API }", null, around).Definition);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static (DateTimeOffset, DateTimeOffset)? Times(ActiveMaintenance? active) => active is null ? null : (active.Since, active.Until);
}
