using MockApp.Tests.Support;

namespace MockApp.Tests;

public sealed class AdminTests : IDisposable
{
    private const string AllOff = """{"ok":true,"faults":{"api_down":false,"db_slow":false,"queue_stuck":false,"job_fail":false}}""";
    private readonly MockAppHost _app = new();

    [Fact]
    public async Task Faults_are_replaced_as_a_whole()
    {
        Assert.Equal(
            Answer.Json("""{"ok":true,"faults":{"api_down":true,"db_slow":false,"queue_stuck":false,"job_fail":true}}"""),
            await _app.Post("/admin/faults", """{"job_fail":true,"api_down":true,"coffee":"cold"}"""));
        Assert.Equal(
            Answer.Json("""{"ok":true,"faults":{"api_down":false,"db_slow":true,"queue_stuck":false,"job_fail":false}}"""),
            await _app.Post("/admin/faults", """{"db_slow":true}"""));
        Assert.Equal(Answer.Json(AllOff), await _app.Post("/admin/faults", "{}"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("\"yes\"", true)]
    [InlineData("\"ON\"", true)]
    [InlineData("\"y\"", true)]
    [InlineData("\"T\"", true)]
    [InlineData("\"True\"", true)]
    [InlineData("\"1\"", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("0.0", false)]
    [InlineData("\"No\"", false)]
    [InlineData("\"off\"", false)]
    [InlineData("\"n\"", false)]
    [InlineData("\"f\"", false)]
    [InlineData("\"FALSE\"", false)]
    [InlineData("\"0\"", false)]
    public async Task A_boolean_may_be_written_in_many_ways(string written, bool meant)
    {
        var answer = await _app.Post("/admin/faults", $$"""{"db_slow":{{written}}}""");
        var value = meant ? "true" : "false";
        Assert.Equal(Answer.Json(AllOff.Replace("\"db_slow\":false", $"\"db_slow\":{value}", StringComparison.Ordinal)), answer);
    }

    [Theory]
    [InlineData("\"maybe\"", "bool_parsing", ", unable to interpret input")]
    [InlineData("\" on\"", "bool_parsing", ", unable to interpret input")]
    [InlineData("\"ünklar ☃\\n\"", "bool_parsing", ", unable to interpret input")]
    [InlineData("2", "bool_parsing", ", unable to interpret input")]
    [InlineData("2.0", "bool_parsing", ", unable to interpret input")]
    [InlineData("0.5", "bool_type", "")]
    [InlineData("null", "bool_type", "")]
    [InlineData("[true,{\"a\":1.50}]", "bool_type", "", "[true,{\"a\":1.5}]")]
    public async Task What_cannot_be_a_boolean_is_refused(string written, string type, string hint, string? echoed = null)
    {
        var expected = $$"""{"detail":[{"type":"{{type}}","loc":["body","api_down"],"msg":"Input should be a valid boolean{{hint}}","input":{{echoed ?? written}}}]}""";
        Assert.Equal(Answer.Json(expected, 422), await _app.Post("/admin/faults", $$"""{"api_down": {{written}}}"""));
    }

    [Fact]
    public async Task Every_wrong_value_is_listed_and_none_of_the_right_ones_takes_effect()
    {
        var answer = await _app.Post("/admin/faults", """{"job_fail":"x","db_slow":true,"api_down":{}}""");
        Assert.Equal(Answer.Json(
            """{"detail":[{"type":"bool_type","loc":["body","api_down"],"msg":"Input should be a valid boolean","input":{}},"""
            + """{"type":"bool_parsing","loc":["body","job_fail"],"msg":"Input should be a valid boolean, unable to interpret input","input":"x"}]}""",
            422), answer);
        Assert.Equal(Answer.Json("""{"ok":true,"latency_ms":12}"""), await _app.Get("/db/health"));
    }

    [Fact]
    public async Task A_body_is_needed()
    {
        var missing = Answer.Json("""{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}""", 422);
        Assert.Equal(missing, await _app.Post("/admin/faults"));
        Assert.Equal(missing, await _app.Post("/admin/faults", "null"));
    }

    [Theory]
    [InlineData("[]", "application/json", "[]")]
    [InlineData("{}", "text/plain", "\"{}\"")]
    public async Task The_body_has_to_be_a_JSON_object(string body, string type, string echoed) =>
        Assert.Equal(
            Answer.Json($$"""{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":{{echoed}}}]}""", 422),
            await _app.Post("/admin/faults", body, type));

    [Theory]
    [InlineData("x", 0)]
    [InlineData("""{"api_down": maybe}""", 13)]
    [InlineData("""{"api_down":"\ud800"}""", 0)]
    public async Task Broken_JSON_is_refused_with_its_place(string body, int position) =>
        Assert.Equal(
            Answer.Json($$$"""{"detail":[{"type":"json_invalid","loc":["body",{{{position}}}],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting value"}}]}""", 422),
            await _app.Post("/admin/faults", body));

    [Fact]
    public async Task Reset_clears_the_faults_and_drains_the_queue_but_leaves_the_jobs()
    {
        await _app.Post("/admin/faults", """{"api_down":true,"queue_stuck":true}""");
        await _app.Post("/jobs/run");

        Assert.Equal(Answer.Json(AllOff), await _app.Post("/admin/reset", "not even JSON"));
        Assert.Equal(Answer.Json("""{"status":"ok"}"""), await _app.Get("/api/ping"));
        Assert.Equal(Answer.Json("""{"depth":5,"oldest_age_s":10}"""), await _app.Get("/queue/health"));
        Assert.Equal(Answer.Json("""{"status":"running"}"""), await _app.Get("/jobs/job_1700000000/status"));
    }

    [Fact]
    public async Task State_shows_everything_with_times_as_Python_floats()
    {
        await _app.Get("/health");
        _app.Clock.Advance(TimeSpan.FromSeconds(1.5));
        await _app.Post("/jobs/run");
        Assert.Equal(Answer.Json(
            """{"faults":{"api_down":false,"db_slow":false,"queue_stuck":false,"job_fail":false},"queue":{"depth":7,"oldest_age_s":22}"""
            + ""","jobs":{"job_1700000002":{"status":"running","start":1700000002.0}},"version":"1.0.3","start_time":1700000000.5}"""),
            await _app.Get("/admin/state"));
    }

    public void Dispose() => _app.Dispose();
}
