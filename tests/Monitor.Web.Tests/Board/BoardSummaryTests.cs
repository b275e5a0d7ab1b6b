using Monitor.Web.Board;

namespace Monitor.Web.Tests.Board;

public sealed class BoardSummaryTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "No checks yet")]
    [InlineData(0, 5, 0, 1, "1 check is failing")]
    [InlineData(1, 5, 2, 4, "4 checks are failing")]
    [InlineData(0, 5, 2, 0, "2 checks are degraded, nothing is failing")]
    [InlineData(3, 0, 0, 0, "Waiting for the first results")]
    [InlineData(1, 5, 0, 0, "Nothing is failing; no data from 1 of 6")]
    [InlineData(0, 1, 0, 0, "The check is OK")]
    [InlineData(0, 5, 0, 0, "All 5 checks are OK")]
    public void The_headline_says_the_worst_first(int unknown, int ok, int warn, int fail, string headline) =>
        Assert.Equal(headline, BoardSummary.Headline(new StatusCounts(unknown, ok, warn, fail)));

    [Fact]
    public void The_document_title_carries_the_failing_count()
    {
        Assert.Equal("(4) Morning Checks · Board", BoardSummary.Title(new StatusCounts(0, 5, 1, 4), "Board"));
        Assert.Equal("Morning Checks · Board", BoardSummary.Title(new StatusCounts(0, 5, 1, 0), "Board"));
    }

    [Theory]
    [InlineData(1, 5, 1, 1, "1 degraded; 1 without data; 62.5 % of 8 OK.")]
    [InlineData(0, 3, 0, 1, "75 % of 4 OK.")]
    [InlineData(0, 3, 0, 0, "Every check passed when it last ran.")]
    public void The_details_say_what_the_headline_left_out(int unknown, int ok, int warn, int fail, string detail) =>
        Assert.Equal(detail, BoardSummary.Detail(new StatusCounts(unknown, ok, warn, fail)));
}
