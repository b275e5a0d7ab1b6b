using Monitor.Web.Editing;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Editing;

public sealed class FieldProblemsTests
{
    private static readonly HashSet<string> Fields = ["name", "url", "interval", "expect_jsonpath", "expect_jsonpath[1]", "notify_on", "on_fail", "thresholds", "thresholds.api_warn_ms", "tls"];

    [Theory]
    [InlineData("db-health.url", "url")]
    [InlineData("DB-Health.url", "url")]
    [InlineData("entry.url", "url")]
    [InlineData("url", "url")]
    [InlineData("other.with.dots.url", "url")]
    [InlineData("db-health.expect_jsonpath[1].lt", "expect_jsonpath[1]")]
    [InlineData("db-health.expect_jsonpath[1]", "expect_jsonpath[1]")]
    [InlineData("db-health.expect_jsonpath[2].lt", "expect_jsonpath")]
    [InlineData("db-health.notify_on[0]", "notify_on")]
    [InlineData("db-health.on_fail.actions[0].url", "on_fail")]
    [InlineData("db-health.thresholds.api_warn_ms", "thresholds.api_warn_ms")]
    [InlineData("db-health.thresholds.nonsense", "thresholds")]
    [InlineData("db-health.tls.min_version", "tls")]
    [InlineData("db-health.headers.url", "")]
    [InlineData("db-health.headers", "")]
    [InlineData("db-health", "")]
    [InlineData("", "")]
    public void A_problem_belongs_to_the_innermost_field_of_its_place(string place, string field) =>
        Assert.Equal(field, FieldProblems.FieldOf(place, "db-health", Fields));

    [Fact]
    public void A_name_may_look_like_a_place() => Assert.Equal("interval", FieldProblems.FieldOf("a.url.interval", "a.url", Fields));

    [Fact]
    public void Problems_are_told_with_their_fix_and_the_rest_is_kept()
    {
        var problems = new FieldProblems([Some.Problem("a.url", "is missing", "write one"), Some.Problem("a.headers", "is unknown", "")], "a", Fields);
        Assert.Equal("is missing; write one", problems.For("url"));
        Assert.Null(problems.For("name"));
        Assert.Equal(["is unknown"], problems.Elsewhere.Select(FieldProblems.Text));
    }
}
