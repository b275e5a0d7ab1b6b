using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Tests.Shared;

public sealed class StatusLookTests
{
    [Theory]
    [InlineData(CheckStatus.Ok, "OK", "ok")]
    [InlineData(CheckStatus.Warn, "WARN", "warn")]
    [InlineData(CheckStatus.Fail, "FAIL", "fail")]
    [InlineData(CheckStatus.Unknown, "NO DATA", "nodata")]
    public void A_status_has_the_engines_word_and_its_colour(CheckStatus status, string word, string css) =>
        Assert.Equal((word, css), (StatusLook.For(status).Word, StatusLook.For(status).Css));

    [Fact]
    public void Every_status_is_told_by_shape_and_not_by_colour_alone() =>
        Assert.Equal(4, StatusLook.Statuses.Select(StatusLook.For).Select(look => (look.Shape, look.Glyph)).Distinct().Count());

    [Theory]
    [InlineData(ResultKind.Action, "ACTION")]
    [InlineData(ResultKind.ActionFail, "ACTION_FAIL")]
    [InlineData(ResultKind.Fail, "FAIL")]
    public void A_result_has_the_word_of_the_results_file(ResultKind kind, string word) =>
        Assert.Equal(word, StatusLook.For(kind).Word);

    [Fact]
    public void Query_words_read_back()
    {
        foreach (var status in Enum.GetValues<CheckStatus>())
            Assert.Equal(status, StatusLook.StatusOf(StatusLook.For(status).Css));
        foreach (var kind in Enum.GetValues<ResultKind>())
            Assert.Equal(kind, StatusLook.KindOf(StatusLook.QueryWord(kind)));
        Assert.Null(StatusLook.StatusOf("purple"));
        Assert.Null(StatusLook.KindOf(null));
    }
}
