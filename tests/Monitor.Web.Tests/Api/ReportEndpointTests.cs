using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Actors.Reports;
using Monitor.Web.Api;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary>Reports with the engine behind them, over a restart.</summary>
public sealed class ReportEndpointTests : IAsyncLifetime
{
    private readonly WebHouse _house = new("""
        reports:
          - { name: morning, at: "07:00", timezone: Europe/Berlin, channels: [console], sign_off_by: 2h }
        checks:
          - { name: down, type: http, url: "http://127.0.0.1:1/", interval: 1h, retries: 0 }
          - { name: all, type: group, members: [down], interval: 1h }

        """);

    public async ValueTask InitializeAsync() => await OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private async Task<(HttpStatusCode Status, string Text)> Ask(HttpMethod method, string path, object? body = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Until the journal is read.</summary>
    private async Task OpenAsync()
    {
        await _house.OpenAsync();
        await _house.BoardWhereAsync(_ => Ask(HttpMethod.Get, "/api/reports").Result.Status == HttpStatusCode.OK);
    }

    private async Task<JsonElement> Get(string path) => JsonElement.Parse((await Ask(HttpMethod.Get, path)).Text);

    private async Task<string> Make(object? body = null)
    {
        var (status, text) = await Ask(HttpMethod.Post, "/api/reports/Morning/make", body);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var id = JsonElement.Parse(text).GetProperty("id").GetString()!; // it says so
        await _house.BoardWhereAsync(_ => Ask(HttpMethod.Get, $"/api/reports/{id}").Result.Status == HttpStatusCode.OK);
        return id;
    }

    [Fact]
    public async Task A_report_is_made_of_a_fresh_look_signed_off_and_exported_over_a_restart()
    {
        var id = await Make(new { send = true });
        var report = await Get($"/api/reports/{id}");
        Assert.Equal("2 failing of 2 checks; 2 incidents", report.GetProperty("report").GetProperty("headline").GetString());
        Assert.Equal("the API", report.GetProperty("report").GetProperty("by").GetString());
        var parts = report.GetProperty("sections").EnumerateArray().ToDictionary(section => section.GetProperty("part").GetString()!, section => section.GetProperty("lines")); // each has one
        Assert.Equal(["all", "down"], parts["standing"].EnumerateArray().Select(line => line.GetProperty("check").GetString()));
        Assert.Equal(["added", "added"], parts["changes"].EnumerateArray().Select(line => line.GetProperty("word").GetString()));
        await _house.BoardWhereAsync(_ => Get("/api/reports").Result.GetProperty("reports")[0].GetProperty("deliveries")[0].GetProperty("state").GetString() == "delivered");

        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Post, $"/api/reports/{id}/sign-off", new { by = " Priya ", note = "=1+1, \"fine\"" })).Status);
        await _house.CloseAsync();
        await OpenAsync();
        var head = Assert.Single((await Get("/api/reports")).GetProperty("reports").EnumerateArray());
        Assert.Equal(("Priya", "=1+1, \"fine\""), (head.GetProperty("signed_off").GetProperty("by").GetString(), head.GetProperty("signed_off").GetProperty("note").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Get, $"/api/reports/{id}")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Ask(HttpMethod.Post, $"/api/reports/{id}/sign-off", new { by = "Asha" })).Status);

        var csv = (await Ask(HttpMethod.Get, "/api/reports/sign-offs")).Text.Split("\r\n");
        Assert.Equal("report,name,made_at,due_at,sign_off_by,headline,signed_at,signed_by,note,reminders", csv[0]);
        Assert.StartsWith($"{id},morning,", csv[1], StringComparison.Ordinal);
        Assert.EndsWith(",Priya,\"'=1+1, \"\"fine\"\"\",0", csv[1], StringComparison.Ordinal);
        Assert.Equal("Priya", JsonElement.Parse((await Ask(HttpMethod.Get, "/api/reports/sign-offs?format=jsonl")).Text.TrimEnd()).GetProperty("signed_by").GetString());

        var alerts = (await Get("/api/alerts")).GetProperty("alerts").EnumerateArray().Where(alert => alert.GetProperty("check").GetString() == "reports").ToArray();
        Assert.Equal((1, "report", "delivered"), (alerts.Length, alerts[0].GetProperty("kind").GetString(), alerts[0].GetProperty("state").GetString()));
        Assert.Contains($"Report {id} signed off by Priya: =1+1, \"fine\"", (await Get("/api/events?limit=1000")).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task What_is_planned_is_listed()
    {
        var planned = Assert.Single((await Get("/api/reports")).GetProperty("planned").EnumerateArray());
        Assert.Equal(("morning", "07:00 Europe/Berlin", "all checks", "console"), (planned.GetProperty("name").GetString(), planned.GetProperty("schedule").GetString(), planned.GetProperty("matches").GetString(), planned.GetProperty("channels")[0].GetString()));
    }

    [Theory]
    [InlineData("GET", "/api/reports/r-0", 404)]
    [InlineData("GET", "/api/reports?limit=0", 400)]
    [InlineData("GET", "/api/reports/sign-offs?format=xml", 400)]
    [InlineData("POST", "/api/reports/evening/make", 404)]
    [InlineData("POST", "/api/reports/r-0/sign-off", 404)]
    public async Task What_cannot_be_is_refused(string method, string path, int status) =>
        Assert.Equal(status, (int)(await Ask(HttpMethod.Parse(method), path, method == "POST" ? new { by = "Priya" } : null)).Status);

    [Fact]
    public async Task Another_site_can_neither_make_nor_sign()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await Ask(HttpMethod.Post, "/api/reports/morning/make", origin: "https://evil.example")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Ask(HttpMethod.Post, "/api/reports/r-0/sign-off", new { by = "x" }, "https://evil.example")).Status);
    }

    [Theory]
    [InlineData(null, null, "by: say who you are")]
    [InlineData(" ", null, "by: say who you are")]
    [InlineData("a\nb", null, "by: must be one line of at most 60 characters")]
    [InlineData("Priya", "\u0007", "note: must be at most 1000 printable characters")]
    [InlineData("Priya", "two\nlines", null)]
    public void A_sign_off_says_who(string? by, string? note, string? problem) => Assert.Equal(problem, new SignOffOrder(by, note).Problem);

    [Fact]
    public void A_note_is_not_endless() => Assert.NotNull(new SignOffOrder("Priya", new string('x', 1_001)).Problem);

    [Fact]
    public void A_report_that_nobody_has_signed_is_exported_too()
    {
        var head = ReportHead.Of(ScriptedReports.Report(), 1);
        Assert.Equal("r-1,morning,2026-03-02T12:00:00Z,2026-03-02T12:00:00Z,,all 2 checks OK,,,,0", SignOffExport.Csv([head]).Split("\r\n")[1]);
        Assert.Contains("\"signed_by\":null", SignOffExport.Jsonl([head]), StringComparison.Ordinal);
    }
}
