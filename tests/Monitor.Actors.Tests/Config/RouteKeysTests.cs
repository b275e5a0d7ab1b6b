using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Config.Support;

namespace Monitor.Actors.Tests.Config;

/// <summary>routes and minimum_reminder_interval as they are written, and which checks they concern.</summary>
public sealed class RouteKeysTests
{
    private static string Yaml(string routes, string keys = "severity: P1") => $$"""
        global: { timezone: Europe/Berlin }
        routes:
        {{string.Join('\n', routes.Split('\n').Select(line => $"  {line}"))}}
        checks:
          - { name: api-eu, type: http, url: http://localhost/, expect_status: 200, {{keys}} }
          - { name: shop, type: http, url: http://localhost/, expect_status: 200, tags: [money], group: sales }

        """;

    private static MonitorConfig Read(string yaml)
    {
        var reading = SomeConfig.Read(yaml);
        Assert.Empty(reading.Problems);
        return reading.Config!; // without problems there is one
    }

    private static CheckDefinition Routed(string yaml, string name = "api-eu", params string[] available)
    {
        var config = Read(yaml);
        return new AlertRouting(config, available.Length == 0 ? ["console", "email"] : available).Routed(config.Find(name)!); // it is in the text
    }

    private static string Fault(string yaml) => Assert.Single(SomeConfig.Read(yaml).Errors).ToString();

    [Theory]
    [InlineData("name: \"api-*\"", true)]
    [InlineData("name: API-EU", true)]
    [InlineData("name: [shop, api-us]", false)]
    [InlineData("tag: money", false)]
    [InlineData("group: sales", false)]
    [InlineData("severity: [p1, P2]", true)]
    [InlineData("severity: P3", false)]
    [InlineData("type: http", true)]
    [InlineData("type: http, severity: P3", false)]
    public void A_check_is_concerned_when_every_key_matches(string match, bool isConcerned) =>
        Assert.Equal(isConcerned ? ["console"] : ["email"], Routed(Yaml($"- {{ match: {{ {match} }}, channels: [console] }}\n- channels: [email]")).Routes[0].Channels);

    [Fact]
    public void Tags_and_groups_concern_those_who_have_them() =>
        Assert.Equal(2, Routed(Yaml("- { match: { tag: [x, Money] }, channels: [console] }\n- { match: { group: Sales }, channels: [email] }"), "shop").Routes.Length);

    [Fact]
    public void What_no_route_concerns_goes_the_usual_way()
    {
        var check = Routed(Yaml("- { match: { name: nobody }, channels: [console] }"));
        Assert.Equal(["email"], check.Channels);
        Assert.Empty(check.Routes);
    }

    [Fact]
    public void A_route_to_a_channel_that_is_not_set_up_ends_on_the_console() =>
        Assert.Equal(["console"], Routed(Yaml("- channels: [email]"), "api-eu", "console").Channels);

    [Fact]
    public void Routes_tell_channels_of_the_file_and_only_those_that_they_name()
    {
        var yaml = "channels: [{ name: Pager, type: webhook, url: http://localhost/ }, { name: other, type: webhook, url: http://localhost/ }]\n"
            + Yaml("- { match: { severity: P1 }, channels: [pager] }");
        var config = MonitorConfig.Read(new SourceText("checks.yaml", yaml), null, SomeConfig.Around with { Types = DocsTests.Shipped }).Config!; // it is good
        var routing = new AlertRouting(config, ["console", "email"]);
        Assert.Equal(["Pager"], routing.Routed(config.Find("api-eu")!).Channels); // it is in the text
        Assert.Equal(["email"], routing.Routed(config.Find("shop")!).Channels); // it is in the text
        Assert.Equal(["email"], routing.OfEngine);
    }

    [Fact]
    public void Mail_to_several_is_a_channel_for_each_of_them()
    {
        string[] builtIn = ["console", "email", "email to a@x", "email to b@x"];
        Assert.Equal(["email to a@x", "email to b@x"], Routed(Yaml("- channels: [email]"), "api-eu", builtIn).Routes[0].Channels);
        Assert.Equal(["email to a@x", "email to b@x"], new AlertRouting(MonitorConfig.Empty with { NotifyByEmail = true }, builtIn).Usual);
    }

    [Fact]
    public void A_route_may_name_one_recipient_of_several()
    {
        var around = SomeConfig.Around with { Environment = SomeConfig.Variables.Add("MAIL_TO", "Ops@x.org, boss@x.org") };
        ConfigReading Reading(string channel) => MonitorConfig.Read(new SourceText("checks.yaml", Yaml($"- channels: [{channel}]")), null, around);
        string[] Told(string channel, params string[] builtIn) =>
            [.. new AlertRouting(Reading(channel).Config!, builtIn).Routed(Reading(channel).Config!.Find("shop")!).Channels]; // it is good, and in the text

        Assert.Equal(["email to Ops@x.org"], Told("Email to ops@x.org", "console", "email", "email to Ops@x.org", "email to boss@x.org"));
        Assert.Equal(["email"], Told("email to boss@x.org", "console", "email")); // he is the only one whom the running monitor knows
        Assert.Equal(["console"], Told("email to boss@x.org", "console"));
        Assert.Contains("there is no channel \"email to bos@x.org\"; did you mean email to boss@x.org?", Assert.Single(Reading("email to bos@x.org").Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("known: ", Fault(Yaml("- channels: [email to boss@x.org]")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_monitors_own_trouble_goes_where_everything_goes()
    {
        var config = Read(Yaml("- { match: { name: api-eu }, channels: [email] }\n- { channels: [console], after: 15m }"));
        Assert.Equal(["console"], new AlertRouting(config, ["console", "email"]).OfEngine);
    }

    [Fact]
    public void Everything_a_route_can_say_is_read()
    {
        var route = Routed(Yaml("""
            - match: { event: [first_fail, deadline_miss], hours: "Mon-Fri 08:00-18:00" }
              channels: [Email, console, email]
              continue: true
              after: 15m
              quiet_hours: "22:00-07:00"
              timezone: Asia/Kolkata
            """)).Routes.Single();
        Assert.Equal(["email", "console"], route.Channels);
        Assert.Equal([AlertKind.FirstFail, AlertKind.DeadlineMiss], route.Kinds);
        Assert.True(route.Continue);
        Assert.Equal(TimeSpan.FromMinutes(15), route.After);
        Assert.Equal("Asia/Kolkata", route.Zone.Id);
        Assert.True(route.Takes(AlertKind.FirstFail, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(5.5))));
        Assert.False(route.Takes(AlertKind.FirstFail, new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.FromHours(5.5))));
        Assert.False(route.Takes(AlertKind.Flapping, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(5.5))));
        Assert.True(route.IsQuiet(new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.FromHours(5.5))));
    }

    [Fact]
    public void Times_are_in_the_zone_of_the_file() =>
        Assert.Equal("Europe/Berlin", Routed(Yaml("- { channels: [email], quiet_hours: \"22:00-07:00\" }")).Routes.Single().Zone.Id);

    [Theory]
    [InlineData("- { match: { severity: P1 } }", "routes[0].channels: missing; name who is told, such as [email]; [] for nobody")]
    [InlineData("- channels: [emial]", "routes[0].channels: there is no channel \"emial\"; did you mean email?")]
    [InlineData("- { match: { event: recovered }, channels: [email] }", "routes[0].match.event: cannot be matched: \"recovered\"; known: first_fail, deadline_miss, flapping; a recovery goes where the failure went")]
    [InlineData("- { match: { colour: red }, channels: [email] }", "unknown key")]
    [InlineData("- { channels: [email], after: 8d }", "routes[0].after:")]
    [InlineData("- { channels: [email], quiet_hours: late }", "routes[0].quiet_hours: \"late\" is not a span of hours")]
    public void A_mistake_is_named_with_its_place(string route, string fault) =>
        Assert.Contains(fault, Fault(Yaml(route)), StringComparison.Ordinal);

    [Fact]
    public void A_route_that_is_never_asked_is_a_warning() => Assert.Contains(
        "routes[1].match: is never asked: route 1 takes everything",
        Assert.Single(SomeConfig.Read(Yaml("- channels: [console]\n- { channels: [email], after: 15m }")).Problems).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Nobody_but_the_main_file_has_routes() => Assert.Contains(
        "only checks.yaml may say this",
        Assert.Single(MonitorConfig.Read(new SourceText("checks.yaml", "checks: []\n"), null, SomeConfig.Around, [new SourceText("checks.d/a.yaml", "routes: []\nchecks: []\n")]).Errors).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Reading_the_same_file_again_changes_no_route()
    {
        var yaml = Yaml("- { match: { hours: \"08:00-18:00\" }, channels: [email], quiet_hours: \"22:00-07:00\" }");
        Assert.Equal(Routed(yaml).Routes.AsEnumerable(), Routed(yaml).Routes);
        Assert.NotEqual(Routed(yaml).Routes.AsEnumerable(), Routed(yaml.Replace("07:00", "06:00", StringComparison.Ordinal)).Routes);
    }

    [Theory]
    [InlineData("minimum_reminder_interval: 4h", 240)]
    [InlineData("minimum_reminder_interval: false", null)]
    [InlineData("severity: P1", 60)]
    public void Reminders_are_inherited_and_can_be_turned_off(string keys, int? minutes) => Assert.Equal(
        minutes is { } count ? TimeSpan.FromMinutes(count) : null,
        Read(Yaml("- channels: [email]", keys).Replace("timezone:", "minimum_reminder_interval: 1h, timezone:", StringComparison.Ordinal)).Find("api-eu")!.RemindEvery); // it is in the text

    [Theory]
    [InlineData("true", "api-eu.minimum_reminder_interval: expected")]
    [InlineData("5s", "api-eu.minimum_reminder_interval:")]
    public void How_often_is_a_length_of_time(string value, string fault) =>
        Assert.Contains(fault, Fault(Yaml("- channels: [email]", $"minimum_reminder_interval: {value}")), StringComparison.Ordinal);
}
