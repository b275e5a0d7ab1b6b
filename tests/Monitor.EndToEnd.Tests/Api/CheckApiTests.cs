using System.Net;
using System.Text.Json;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Api;

/// <summary>Checks over the REST API: add, read, replace, run, remove, and what is refused in which words.</summary>
public sealed class CheckApiTests
{
    [Fact]
    public async Task A_check_is_added_read_replaced_run_and_removed()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["filed"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        var api = monitor.Api;

        using var created = await api.PostAsync("api/checks", $$"""{"name":"Größe 1","type":"http","url":"{{target.UrlOf("a")}}","interval":1,"severity":"P2"}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/checks/Gr%C3%B6%C3%9Fe%201", created.Headers.Location?.OriginalString);
        await Eventually.Passes(async () => Assert.Equal("OK", (await api.CheckAsync("Größe 1")).Status));
        var check = await api.CheckAsync("Größe 1");
        Assert.Equal(("P2", "http", target.UrlOf("a"), 0), (check.Severity, check.Type, check.Target, check.ConsecutiveFailures));
        Assert.StartsWith("checks.d/board.yaml", check.Source, StringComparison.Ordinal);
        Assert.NotNull(check.LatencyMs);
        Assert.NotNull(check.LastCheckedAt);

        using var replaced = await api.SendAsync(
            HttpMethod.Put, "api/checks/Gr%C3%B6%C3%9Fe%201", $$"""{"name":"Größe 1","type":"http","url":"{{target.UrlOf("b")}}","interval":"1h"}""");
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        await Eventually.Passes(() => Assert.NotEqual(0, target.Looks("b")));
        var looks = target.Looks("b");
        await Eventually.Passes(async () => // at most one round is under way, and then none is for an hour
        {
            using var run = await api.PostAsync("api/checks/Gr%C3%B6%C3%9Fe%201/run", "");
            Assert.Equal(HttpStatusCode.Accepted, run.StatusCode);
            Assert.NotEqual(looks, target.Looks("b"));
        });

        check = await api.CheckAsync("Größe 1");
        Assert.Empty(check.Badges);
        Assert.Equal(["connect", "first_byte", "body"], check.PhasesMs!.Keys); // there was a request
        await Eventually.Passes(async () => Assert.Contains(
            "is not failing", (await ProblemAsync(409, api.PostAsync("api/checks/Gr%C3%B6%C3%9Fe%201/acknowledge", ""))).GetProperty("detail").GetString(), StringComparison.Ordinal));
        using var paused = await api.PostAsync("api/checks/Gr%C3%B6%C3%9Fe%201/pause", "");
        await Eventually.Passes(async () =>
            Assert.Contains("is paused; resume it first", (await ProblemAsync(409, api.PostAsync("api/checks/Gr%C3%B6%C3%9Fe%201/run", ""))).GetProperty("detail").GetString(), StringComparison.Ordinal));
        using var resumed = await api.PostAsync("api/checks/Gr%C3%B6%C3%9Fe%201/resume", "");

        using var tagged = await api.PostAsync("api/tags", """{"checks":["größe 1"],"add":["berlin"]}""");
        Assert.Equal(HttpStatusCode.OK, tagged.StatusCode);
        await Eventually.Passes(async () => Assert.Equal(["berlin"], (await api.CheckAsync("Größe 1")).Tags));

        using var removed = await api.SendAsync(HttpMethod.Delete, "api/checks/Gr%C3%B6%C3%9Fe%201", null);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Eventually.Passes(async () => Assert.Equal(["filed"], (await api.ChecksAsync()).Select(one => one.Name)));
        using var again = await api.SendAsync(HttpMethod.Delete, "api/checks/Gr%C3%B6%C3%9Fe%201", null);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task What_is_refused_says_why_in_the_words_of_the_file()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["filed"]));
        await using var monitor = await MonitorProcess.StartAsync(place);
        var api = monitor.Api;

        var invalid = await ProblemAsync(422, api.PostAsync(
            "api/checks", """{"name":"x","type":"http","url":"{NOWHERE}/y","expect_statuss":200,"expect_jsonpath":[{"path":"$.x-y","equals":1}]}"""));
        Assert.Equal("The check is not valid", invalid.GetProperty("title").GetString());
        var problems = Errors(invalid).ToLookup(
            one => one.GetProperty("place").GetString(), one => $"{one.GetProperty("fault").GetString()}; {one.GetProperty("fix").GetString()}");
        Assert.Contains(problems["x.url"], said => said.Contains("{NOWHERE}", StringComparison.Ordinal));
        Assert.Contains(problems["x.expect_statuss"], said => said.Contains("expect_status", StringComparison.Ordinal));
        Assert.Contains(problems["x.expect_jsonpath[0].path"], said => said.Contains("$['x-y']", StringComparison.Ordinal));

        var itself = await ProblemAsync(422, api.PostAsync("api/checks", $$"""{"name":"x","type":"http","url":"{{monitor.Url}}/api/checks","expect_status":200}"""));
        Assert.Contains("belongs to the monitor itself", Assert.Single(Errors(itself)).GetProperty("fault").GetString(), StringComparison.Ordinal);
        await ProblemAsync(422, api.PostAsync("api/checks", """{"name":"x","type":"http","url":"http://169.254.169.254/latest/meta-data/","expect_status":200}"""));

        var taken = await ProblemAsync(409, api.PostAsync("api/checks", $$"""{"name":"FILED","type":"http","url":"{{target.UrlOf("a")}}"}"""));
        Assert.Contains("already used at checks.yaml", taken.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var owned = await ProblemAsync(409, api.SendAsync(HttpMethod.Delete, "api/checks/filed", null));
        Assert.Contains("checks.yaml", owned.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await ProblemAsync(409, api.SendAsync(HttpMethod.Put, "api/checks/filed", $$"""{"name":"filed","type":"http","url":"{{target.UrlOf("a")}}"}"""));
        await ProblemAsync(409, api.PostAsync("api/tags", """{"checks":["filed"],"add":["berlin"]}"""));
        await ProblemAsync(404, api.PostAsync("api/tags", """{"checks":["nobody"],"add":["berlin"]}"""));
        foreach (var body in new[] { "{}", """{"checks":["filed"]}""", """{"checks":["filed"],"add":["a,b"]}""" })
            await ProblemAsync(400, api.PostAsync("api/tags", body));
        await ProblemAsync(404, api.SendAsync(HttpMethod.Get, "api/checks/nobody", null));
        await ProblemAsync(404, api.PostAsync("api/checks/nobody/run", ""));
        await ProblemAsync(422, api.PostAsync("api/checks", "{"));
        await ProblemAsync(422, api.PostAsync("api/checks", ""));
        await ProblemAsync(413, api.PostAsync("api/checks", $"{{\"name\":\"{new string('x', 70_000)}\"}}"));
        using var text = new StringContent("""{"name":"x"}""");
        using var untyped = await api.Http.PostAsync(new Uri("api/checks", UriKind.Relative), text, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, untyped.StatusCode);
        Assert.Equal("application/problem+json", untyped.Content.Headers.ContentType?.MediaType);
        Assert.False(place.Has("checks.d/board.yaml"));
    }

    [Fact]
    public async Task The_file_on_disk_says_the_same_about_the_same_mistake()
    {
        using var place = new Workplace();
        place.Write("checks.yaml", "checks: []\n");
        await using var monitor = await MonitorProcess.StartAsync(place);
        var invalid = await ProblemAsync(422, monitor.Api.PostAsync("api/checks", """{"name":"x","type":"http","url":"nonsense"}"""));
        var said = Assert.Single(Errors(invalid));

        place.Write("checks.yaml", "checks:\n  - name: x\n    type: http\n    url: nonsense\n");
        var words = $"x.url: {said.GetProperty("fault").GetString()}; {said.GetProperty("fix").GetString()}";
        await Eventually.Passes(() => Assert.Contains($"checks.yaml: line 4, column 10, {words}", monitor.Output, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonElement> Errors(JsonElement problem) =>
        problem.GetProperty("problems").EnumerateArray().Where(one => one.GetProperty("severity").GetString() == "error");

    private static async Task<JsonElement> ProblemAsync(int status, Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} instead of {status}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }
}
