using Monitor.Web.Editing;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Editing;

public sealed class FieldProblemsTests
{
    [Theory]
    [InlineData("db-health.url", "url")]
    [InlineData("url", "url")]
    [InlineData("db-health.group", "group")]
    [InlineData("a.b.c.status_url", "status_url")]
    [InlineData("db-health.expect_jsonpath[1].lt", "expect_jsonpath[1]")]
    [InlineData("db-health.expect_jsonpath[1]", "expect_jsonpath[1]")]
    [InlineData("db-health.expect_jsonpath", "expect_jsonpath")]
    [InlineData("db-health.notify_on[0]", "notify_on")]
    [InlineData("db-health.on_fail.actions[0].url", "actions.url")]
    [InlineData("db-health.on_fail.notify", "")]
    [InlineData("db-health.headers", "")]
    [InlineData("db-health", "")]
    [InlineData("", "")]
    public void A_problem_belongs_to_the_field_that_its_place_ends_with(string place, string field) =>
        Assert.Equal(field, FieldProblems.FieldOf(place));

    [Fact]
    public void Problems_are_told_with_their_fix_and_the_rest_is_kept()
    {
        var problems = new FieldProblems([Some.Problem("a.url", "is missing", "write one"), Some.Problem("a.headers", "is unknown", "")]);
        Assert.Equal("is missing; write one", problems.For("url"));
        Assert.Null(problems.For("name"));
        Assert.Equal(["is unknown"], problems.Elsewhere.Select(FieldProblems.Text));
    }
}
