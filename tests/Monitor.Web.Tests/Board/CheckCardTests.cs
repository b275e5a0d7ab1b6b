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

    public static TheoryData<Streak?, string?, string?, string> SoftStates { get; } = new()
    {
        { new Streak(IsFailing: true, 1, 3, Some.Noon), null, "HTTP 503", "failing 1/3: HTTP 503" },
        { new Streak(IsFailing: false, 1, 2, Some.Noon), null, "HTTP 503", "recovering 1/2: HTTP 503" },
        { new Streak(IsFailing: true, 0, 1, Some.Noon, Some.Noon), null, "HTTP 503", "failing, does not count yet: HTTP 503" },
        { new Streak(IsFailing: false, 0, 1, Some.Noon, Some.Noon), null, null, "good again, does not count yet" },
        { null, "outside its hours until Mon 06:00", "HTTP 503", "outside its hours until Mon 06:00: HTTP 503" },
        { null, "outside its hours until Mon 06:00", null, "outside its hours until Mon 06:00" },
    };

    [Theory]
    [MemberData(nameof(SoftStates), DisableDiscoveryEnumeration = true)]
    public void What_is_not_settled_or_does_not_run_says_so(Streak? streak, string? rest, string? reason, string expected)
    {
        var line = Card(Some.Tile() with { Streak = streak, Rest = rest, Reason = reason }).QuerySelector("[data-test=reason]")!;
        Assert.Equal(expected, line.TextContent);
        Assert.Contains("why", line.ClassName, StringComparison.Ordinal);
    }

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
