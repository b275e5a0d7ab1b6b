using System.Text;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Healthz;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Types;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>Reports as ASP.NET and Xabaril's response writer send them.</summary>
public sealed class HealthzCheckTests
{
    private const string Report = """
        {"status":"Unhealthy","totalDuration":"00:00:00.0213","entries":{
          "sql":{"data":{},"description":"login failed","duration":"00:00:00.02","exception":"SqlException","status":"Unhealthy","tags":["db"]},
          "redis":{"data":{},"duration":"00:00:00.001","status":"Healthy","tags":[]},
          "mail":{"data":{},"duration":"00:00:00.001","exception":"no route","status":"Degraded"}}}
        """;

    private static readonly HealthRules All = new([], [], []);

    private static Observation Judge(string body, HealthRules? rules = null, int status = 200) =>
        (rules ?? All).Judge(HealthReport.Parse(Encoding.UTF8.GetBytes(body)), status);

    private static string[] Parts(Observation seen) => [.. seen.Parts.Select(part => $"{part.Name} {part.Status}{(part.Reason is { } why ? $": {why}" : "")}")];

    [Theory]
    [InlineData("Healthy", ObservationKind.Passed, null)]
    [InlineData("Healthy\r\n", ObservationKind.Passed, null)]
    [InlineData("Degraded", ObservationKind.Warned, "status Degraded, expected Healthy")]
    [InlineData("Unhealthy", ObservationKind.Failed, "status Unhealthy, expected Healthy")]
    [InlineData("""{"status":"Healthy"}""", ObservationKind.Passed, null)]
    [InlineData("""{"Status":"healthy","Entries":{}}""", ObservationKind.Passed, null)]
    [InlineData("""{"status":2,"entries":null}""", ObservationKind.Passed, null)]
    [InlineData("""{"status":0}""", ObservationKind.Failed, "status Unhealthy, expected Healthy")]
    public void One_word_is_enough(string body, ObservationKind kind, string? reason)
    {
        var seen = Judge(body);
        Assert.Equal((kind, reason), (seen.Kind, seen.Reason));
        Assert.Empty(seen.Parts);
    }

    [Fact]
    public void Each_entry_is_a_part_with_what_it_says()
    {
        var seen = Judge(Report, status: 503);
        Assert.Equal((ObservationKind.Failed, "2 of 3 not Healthy: sql (login failed), mail (no route)", 503), (seen.Kind, seen.Reason, seen.StatusCode));
        Assert.Equal(["sql Fail: login failed", "mail Warn: no route", "redis Ok"], Parts(seen));
    }

    [Fact]
    public void Entries_can_be_chosen_ignored_and_taken_less_seriously()
    {
        Assert.Equal(ObservationKind.Passed, Judge(Report, new(["redis"], [], []), 503).Kind);
        Assert.Equal(ObservationKind.Warned, Judge(Report, new([], ["SQL"], []), 503).Kind);
        var lenient = Judge(Report, new([], [], ["sql"]), 503);
        Assert.Equal((ObservationKind.Warned, "2 of 3 not Healthy: mail (no route), sql (login failed)"), (lenient.Kind, lenient.Reason));
    }

    [Fact]
    public void An_entry_that_should_be_there_and_is_not_is_a_failure()
    {
        var seen = Judge(Report, new(["redis", "queue"], [], []));
        Assert.Equal("1 of 2 not Healthy: queue (is not in the report)", seen.Reason);
    }

    [Fact]
    public void A_report_that_contradicts_its_status_code_is_no_good_news() =>
        Assert.Equal("HTTP 503 with status Healthy, expected 200", Judge("Healthy", status: 503).Reason);

    [Theory]
    [InlineData("", "response is not JSON (it is empty)")]
    [InlineData("fine", "response is not JSON (starts with \"fine\")")]
    [InlineData("[]", "not a health report: it has no status")]
    [InlineData("""{"state":"Healthy"}""", "not a health report: it has no status")]
    [InlineData("""{"status":"UP"}""", "not a health report: status is text \"UP\", expected Healthy, Degraded or Unhealthy")]
    public void What_is_no_report_is_called_that(string body, string reason) =>
        Assert.Equal(reason, Assert.Throws<HttpProblemException>(() => Judge(body)).Message);

    [Fact]
    public void An_entry_without_a_status_counts_as_failed() =>
        Assert.Equal(
            ["a Fail: has no status", "b Fail: has no status"],
            Parts(Judge("""{"status":"Healthy","entries":{"a":{},"b":7}}""")));

    [Fact]
    public async Task It_is_read_over_http()
    {
        await using var target = LoopbackTarget.Http(Report, 503);
        using var bench = new HttpBench();
        var http = bench.Http;
        var seen = await Probe(new HealthzCheck(http), target.Url);
        Assert.Equal(["sql Fail: login failed", "mail Warn: no route", "redis Ok"], Parts(seen));
        await using var lost = LoopbackTarget.Http("gone", 404);
        Assert.Equal("HTTP 404, expected 200 or 503 with a health report", (await Probe(new HealthzCheck(http), lost.Url)).Reason);
    }

    [Fact]
    public void The_same_entry_cannot_be_wanted_and_ignored()
    {
        var keys = YamlSection.Of("{ url: 'http://localhost/', entries: [sql], ignore_entries: [SQL] }");
        ((ICheckType)new HealthzCheck(null!)).Read(keys); // reading uses no network
        Assert.Equal("\"sql\" is in entries too", Assert.Single(keys.Problems()).Fault);
    }

    private static Task<Observation> Probe(ICheckType type, Uri url) =>
        type.ProbeAsync(type.Read(YamlSection.Of($"{{ url: '{url}' }}")), new ProbeContext(Some.Name), TestContext.Current.CancellationToken);
}
