using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config;
using Monitor.Actors.Reports;
using Monitor.Actors.Tests.Config.Support;
using Monitor.Actors.Tests.Support;
using TempFolder = Monitor.Actors.Tests.Support.TempFolder;

namespace Monitor.Actors.Tests.Config;

/// <summary>reports as they are written, and what is said of those that are written wrongly.</summary>
public sealed class ReportKeysTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public ReportKeysTests() => _services = EngineHost.Build(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private ConfigReading Reading(params string[] reports) => MonitorConfig.Read(
        new SourceText("checks.yaml", Yaml(reports)), null, SomeConfig.Around with { Types = _services.GetRequiredService<CheckTypes>() });

    private string[] Faults(params string[] reports) => [.. Reading(reports).Problems.Select(problem => problem.ToString())];

    private static string Yaml(params string[] reports) => $$"""
        global: { timezone: Europe/Berlin }
        channels:
          - { name: hook, type: webhook, url: "http://127.0.0.1:9/" }
          - { name: pager, type: pagerduty, routing_key: "{PAGERDUTY_ROUTING_KEY}" }
        reports:
        {{string.Join('\n', reports.Select(report => $"  - {report}"))}}
        checks:
          - { name: api-eu, type: http, url: http://localhost/, expect_status: 200, tags: [money] }

        """;

    private ReportDefinition Read(string report)
    {
        var reading = Reading(report);
        Assert.Empty(reading.Problems);
        return Assert.Single(reading.Config!.Reports); // without problems there is one
    }

    [Fact]
    public void Little_has_to_be_said()
    {
        var report = Read("{ name: morning, at: \"07:00\", channels: [] }");
        Assert.Equal(("morning", "07:00 Europe/Berlin", true), (report.Name, report.Schedule.ToString(), report.Match.IsAll));
        Assert.Empty(report.Channels);
        Assert.Null(report.SignOffBy);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var report = Read("{ name: payments, at: \"6:30\", timezone: Asia/Kolkata, days: [Mon, friday], match: { tag: Money, severity: [P1, P3] }, channels: [EMAIL, hook], sign_off_by: \"09:00\" }");
        Assert.Equal("06:30 Mon, Fri Asia/Kolkata", report.Schedule.ToString());
        Assert.Equal("tag Money, severity P1 or P3", report.Match.ToString());
        Assert.Equal(["email", "hook"], report.Channels);
        Assert.Equal(new SignOffTime(new TimeOnly(9, 0), default), report.SignOffBy);
        Assert.Equal(new SignOffTime(null, TimeSpan.FromHours(2)), Read("{ name: m, at: \"07:00\", channels: [email], sign_off_by: 2h }").SignOffBy);
    }

    [Theory]
    [InlineData("{ name: m, channels: [] }", "reports[0].at: missing; write at: \"07:00\"")]
    [InlineData("{ at: \"07:00\", channels: [] }", "reports[0].name: missing; write a short, unique name")]
    [InlineData("{ name: m, at: \"07:00\" }", "reports[0].channels: missing; name who is told, such as [email]; [] for nobody")]
    [InlineData("{ name: m, at: 7am, channels: [] }", "reports[0].at: \"7am\" is not a time of day; write \"HH:MM\" in quotes, such as \"07:00\"")]
    [InlineData("{ name: m, at: \"07:00\", channels: [], days: [Mo] }", "reports[0].days: unknown day \"Mo\"; write Mon, Tue, Wed, Thu, Fri, Sat or Sun")]
    [InlineData("{ name: m, at: \"07:00\", channels: [emial] }", "reports[0].channels: there is no channel \"emial\"; did you mean email?")]
    [InlineData("{ name: m, at: \"07:00\", channels: [pager] }", "reports[0].channels: pager keeps incidents, and a report is none; name a channel that people read, such as email")]
    [InlineData("{ name: m, at: \"07:00\", channels: [email], sign_off_by: soon }", "reports[0].sign_off_by: \"soon\" is neither a time of day nor a duration from 5m to 24h; write \"09:00\" in quotes, or 2h")]
    [InlineData("{ name: m, at: \"07:00\", channels: [email], sign_off_by: 1m }", "reports[0].sign_off_by: \"1m\" is neither a time of day nor a duration from 5m to 24h; write \"09:00\" in quotes, or 2h")]
    [InlineData("{ name: m, at: \"07:00\", channels: [], sign_off_by: 2h }", "reports[0].sign_off_by: nobody could be reminded: channels is empty; name a channel, or leave sign_off_by out")]
    [InlineData("{ name: m, at: \"07:00\", channels: [], timezone: Europe/Berln }", "reports[0].timezone: unknown time zone \"Europe/Berln\"; did you mean Europe/Berlin?")]
    [InlineData("{ name: m, at: \"07:00\", channels: [], match: { event: first_fail } }", "reports[0].match.event: unknown key; known here: group, name, severity, tag, type")]
    [InlineData("{ name: m, at: \"07:00\", channels: [], match: { tag: nobody } }", "reports.m: no check matches: tag nobody; mend match, or leave it out for all checks")]
    public void What_is_wrong_is_told_with_its_place_and_what_would_be_right(string report, string problem)
    {
        var said = Assert.Single(Faults(report));
        Assert.EndsWith(problem, said, StringComparison.Ordinal);
        Assert.StartsWith("checks.yaml: line 6, column ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        const string Report = "{ name: Morning, at: \"07:00\", channels: [] }";
        Assert.EndsWith("reports[1].name: there is a report named \"MORNING\" already; choose another; case makes no difference", Assert.Single(Faults(Report, Report.Replace("Morning", "MORNING", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_not_too_many() =>
        Assert.Contains("has 21 reports; at most 20 are read", Faults([.. Enumerable.Range(0, 21).Select(i => $"{{ name: r{i}, at: \"07:00\", channels: [] }}")])[0], StringComparison.Ordinal);

    [Fact]
    public void A_channel_that_is_not_set_up_is_the_console()
    {
        const string Report = "{ name: m, at: \"07:00\", channels: [email, hook] }";
        Assert.Equal(["console", "hook"], new AlertRouting(Reading(Report).Config!, ["console"]).Routed(Read(Report)).Channels); // it reads well
    }
}
