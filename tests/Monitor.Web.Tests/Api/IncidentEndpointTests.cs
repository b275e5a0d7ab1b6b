using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary><c>/api/incidents</c> and the export of events, with the engine behind them.</summary>
public sealed class IncidentEndpointTests : IAsyncLifetime
{
    private LoopbackTarget _target = null!; // started before the first test
    private WebHouse _house = null!; // so is this

    public async ValueTask InitializeAsync()
    {
        _target = await LoopbackTarget.StartAsync();
        _house = new WebHouse("checks: []\n");
        await _house.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _target.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, string Text)> Ask(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<JsonElement> Get(string path) => JsonElement.Parse((await Ask(HttpMethod.Get, path)).Text);

    private async Task<JsonElement[]> List(string query = "") => [.. (await Get($"/api/incidents{query}")).GetProperty("incidents").EnumerateArray()];

    private Dictionary<string, object> Entry(string name, int status) => new()
    {
        ["name"] = name,
        ["type"] = "http",
        ["url"] = $"{_target.Url}/{status}",
        ["interval"] = "1s",
        ["retries"] = 0,
        ["expect_status"] = 200,
        ["group"] = "shop",
        ["notify_on"] = new[] { "first_fail", "recovered" },
    };

    private async Task<string> Failing(string name, params string[] parents)
    {
        var entry = Entry(name, 503);
        if (parents.Length > 0)
            entry["depends_on"] = parents;
        Assert.Equal(HttpStatusCode.Created, (await Ask(HttpMethod.Post, "/api/checks", entry)).Status);
        return (await _house.BoardWhereAsync(board => board.Find(name) is { Incident: not null })).Find(name)!.Incident!; // just found
    }

    [Fact]
    public async Task An_incident_is_listed_while_it_goes_on_and_when_it_is_over_with_its_notes_over_a_restart()
    {
        var id = await Failing("db");
        var open = Assert.Single(await List());
        Assert.Equal(
            (id, "db", "shop", "open", "HTTP 503, expected 200"),
            (open.GetProperty("id").GetString(), open.GetProperty("check").GetString(), open.GetProperty("group").GetString(), open.GetProperty("state").GetString(), open.GetProperty("reason").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Post, "/api/checks/db/acknowledge", new { note = "on it" })).Status);
        Assert.Equal((HttpStatusCode.OK, "db: noted"), await Note(id, "disk is full"));
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Put, "/api/checks/db", Entry("db", 200))).Status);
        await _house.BoardWhereAsync(board => board.Find("db") is { Status: CheckStatus.Ok });
        Assert.Empty(await List("?state=open"));
        Assert.Equal(HttpStatusCode.OK, (await Note(id, "=disk\nreplaced")).Status);

        await _house.CloseAsync();
        await _house.OpenAsync();
        var over = Assert.Single(await List("?check=db&group=shop&state=closed&since=2020-01-01&until=2100-01-01"));
        Assert.Equal(("closed", "recovered", "on it"), (over.GetProperty("state").GetString(), over.GetProperty("end").GetString(), over.GetProperty("acknowledged").GetProperty("note").GetString()));
        Assert.True(over.GetProperty("ended_at").GetDouble() > over.GetProperty("began_at").GetDouble());
        Assert.Equal("delivered", over.GetProperty("told").GetProperty("console").GetString());
        var story = await Get($"/api/incidents/{id}");
        Assert.Equal(["disk is full", "=disk\nreplaced"], story.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("text").GetString()));
        var kinds = story.GetProperty("timeline").EnumerateArray().Select(step => step.GetProperty("kind").GetString()).ToArray();
        Assert.Equal("down", kinds[0]);
        Assert.Contains("acknowledged", kinds);
        Assert.Contains("recovered", kinds);
        Assert.DoesNotContain("noted", kinds);
        Assert.True(story.GetProperty("failed_rounds").GetInt32() > 0);
        Assert.Empty(await List("?group=other"));
        Assert.Empty(await List("?until=2020-01-01"));
    }

    private async Task<(HttpStatusCode Status, string? Said)> Note(string id, string text)
    {
        var (status, json) = await Ask(HttpMethod.Post, $"/api/incidents/{id}/notes", new { by = "Priya", text });
        return (status, JsonElement.Parse(json).GetProperty(status == HttpStatusCode.OK ? "message" : "detail").GetString());
    }

    [Fact]
    public async Task What_is_unreachable_is_behind_its_cause()
    {
        var router = await Failing("router");
        var shop = await Failing("shop", "router");
        var listed = await List();
        Assert.Equal([(router, null), (shop, router)], listed.Select(one => (one.GetProperty("id").GetString(), one.GetProperty("behind").GetString())));
        Assert.Equal("cause", Assert.Single((await Get($"/api/incidents/{shop}")).GetProperty("others").EnumerateArray()).GetProperty("tie").GetString());
        Assert.Equal("behind", Assert.Single((await Get($"/api/incidents/{router}")).GetProperty("others").EnumerateArray()).GetProperty("tie").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/incidents?state=half", 400, "state: \"half\" is neither open nor closed")]
    [InlineData("GET", "/api/incidents?since=soon", 400, "since: \"soon\" is neither epoch seconds nor ISO 8601")]
    [InlineData("GET", "/api/incidents?limit=0", 400, "limit: must be from 1 to 1000")]
    [InlineData("GET", "/api/incidents/db/7", 404, "there is no incident db/7")]
    [InlineData("POST", "/api/incidents/db/7/notes", 404, "db has no incident db/7")]
    [InlineData("GET", "/api/events?kind=gone", 400, "kind: there are no events of the kind \"gone\"; the page Events lists all kinds")]
    [InlineData("GET", "/api/events?actor=me", 400, "actor: \"me\" is none of check, channel, silence, report")]
    [InlineData("GET", "/api/events?until=-90000000000", 400, "until: \"-90000000000\" is neither epoch seconds nor ISO 8601")]
    [InlineData("GET", "/api/events/export?format=xml", 400, "format: \"xml\" is neither csv nor jsonl")]
    [InlineData("GET", "/api/events/export?actor=me", 400, "actor: \"me\" is none of check, channel, silence, report")]
    public async Task What_cannot_be_is_refused(string method, string path, int status, string detail)
    {
        var (answered, json) = await Ask(HttpMethod.Parse(method), path, method == "POST" ? new { by = "Priya", text = "x" } : null);
        Assert.Equal((status, detail), ((int)answered, JsonElement.Parse(json).GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_note_without_words_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(HttpMethod.Post, "/api/incidents/db/7/notes", new { by = "Priya" })).Status);

    [Fact]
    public async Task Events_are_exported_as_they_are_filtered()
    {
        var id = await Failing("db");
        await Note(id, "looked");
        var csv = (await Ask(HttpMethod.Get, "/api/events/export?check=db&kind=down")).Text.Split("\r\n");
        Assert.Equal("ordering,at,check,sequence_nr,kind,text,event", csv[0]);
        Assert.Contains(",db,", csv[1], StringComparison.Ordinal);
        Assert.Contains(",down,\"Went down: HTTP 503, expected 200\",\"{", csv[1], StringComparison.Ordinal);
        Assert.Equal(3, csv.Length);
        var line = (await Ask(HttpMethod.Get, "/api/events/export?format=jsonl&kind=noted&actor=check&since=2020-01-01")).Text;
        Assert.Equal("Note by Priya: looked", JsonElement.Parse(line.TrimEnd()).GetProperty("text").GetString());
        Assert.Equal("", (await Ask(HttpMethod.Get, "/api/events/export?format=jsonl&actor=report")).Text);
        Assert.Equal(["noted"], (await Get("/api/events?kind=noted&actor=check&until=2100-01-01")).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("kind").GetString()));
    }
}
