using AngleSharp.Dom;
using Bunit;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Board;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Board;

public sealed class CheckCardTests : PageTest
{
    [Theory]
    [InlineData(CheckStatus.Ok, "OK")]
    [InlineData(CheckStatus.Warn, "WARN")]
    [InlineData(CheckStatus.Fail, "FAIL")]
    [InlineData(CheckStatus.Unknown, "NO DATA")]
    public void A_card_says_its_status_in_words(CheckStatus status, string word)
    {
        var card = Card(Some.Tile(status: status));
        Assert.Equal(word, card.GetAttribute("data-status"));
        Assert.Equal(word, card.QuerySelector("[data-test=status]")!.TextContent);
    }

    [Fact]
    public void A_failing_card_says_how_often_since_when_and_why()
    {
        var card = Card(Some.Tile("db-health", CheckStatus.Fail) with { ConsecutiveFailures = 7, Reason = "HTTP 503" });
        Assert.Equal("7× failed", card.QuerySelector("[data-test=failures]")!.TextContent);
        Assert.Equal("HTTP 503", card.QuerySelector("[data-test=reason]")!.TextContent);
        Assert.Contains("since 17:19", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Consecutive failures: 7", card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_retry_in_progress_is_shown_at_once() => Assert.Equal(
        "failing, retry 1/2: connection refused",
        Card(Some.Tile() with { Retry = new RetryProgress(1, 2, "connection refused") }).QuerySelector("[data-test=reason]")!.TextContent);

    [Fact]
    public void What_everybody_should_see_of_the_settings_is_a_badge()
    {
        Assert.Empty(Card(Some.Tile()).QuerySelectorAll("[data-test=badge]"));
        Assert.Equal("TLS not verified", Card(Some.Tile() with { Badges = ["TLS not verified"] }).QuerySelector("[data-test=badge]")!.TextContent);
    }

    [Fact]
    public void An_undelivered_alert_is_shown() => Assert.Equal(
        "Alert not delivered: email: refused",
        Card(Some.Tile() with { AlertTrouble = "email: refused" }).QuerySelector(".undelivered")!.GetAttribute("title"));

    [Fact]
    public void Markup_in_names_and_reasons_is_text()
    {
        const string Markup = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        var card = Card(Some.Tile(Markup, CheckStatus.Fail) with { Reason = Markup, Target = Markup });
        Assert.Equal(Markup, card.QuerySelector(".card-name")!.TextContent);
        Assert.Equal(Markup, card.GetAttribute("data-name"));
        Assert.Empty(card.QuerySelectorAll("script, img"));
        Assert.StartsWith("/check/%3Cscript%3E", card.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_tile_is_not_drawn_twice()
    {
        var tile = Some.Tile();
        var card = Render<CheckCard>(card => card.Add(x => x.Tile, tile));
        card.Render(again => again.Add(x => x.Tile, tile));
        Assert.Equal(1, card.RenderCount);
        card.Render(again => again.Add(x => x.Tile, tile with { LatencyMs = 43 }));
        Assert.Equal(2, card.RenderCount);
    }

    private IElement Card(CheckTile tile) =>
        Render<CheckCard>(card => card.Add(x => x.Tile, tile).AddCascadingValue(Some.Kolkata)).Find("[data-test=card]");
}
