using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Status;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Status;

/// <summary>The document that readers get.</summary>
public sealed partial class StatusDocumentTests
{
    /// <summary>Names that would do harm if they got out of where they are written.</summary>
    public static TheoryData<string> Payloads =>
    [
        "<script>window.__xss=1</script>", "\"><img src=x onerror=window.__xss=1>", "'><svg/onload=window.__xss=1>", "</title><script>window.__xss=1</script>",
        "</style><script>window.__xss=1</script>", "<!--<img src=\"--><img src=x onerror=window.__xss=1//\">", "\" onmouseover=\"window.__xss=1", "' autofocus onfocus='window.__xss=1",
        "javascript:window.__xss=1", "<iframe srcdoc=\"<script>parent.__xss=1</script>\">", "<a href=\"javascript:window.__xss=1\">x</a>", "{{constructor.constructor('window.__xss=1')()}}",
        "${window.__xss=1}", "<math><mtext></p><style><img src onerror=window.__xss=1>", "]]><script>window.__xss=1</script>", "&lt;script&gt;window.__xss=1&lt;/script&gt;", "<details open ontoggle=window.__xss=1>",
        "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<form action=//evil.example><button>x",
    ];

    private static async Task<string> PrintAsync(StatusView view)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        return Encoding.UTF8.GetString(await new StatusPrinter(services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance).PrintAsync(view));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task What_is_named_maliciously_is_text(string payload)
    {
        var page = new PublicPage(StatusSome.Page().Settings with { Title = payload, Description = payload, ShowReasons = true }, [new PublicGroup(payload, [new PublicCheck(CheckName.Of(payload), [])])]);
        var past = StatusPast.None with { Incidents = [new PastIncident(payload, payload, Some.Noon.AddHours(-2), Some.Noon.AddHours(-1), payload)] };
        var html = await PrintAsync(StatusSome.View(page, past, Some.Tile(payload, CheckStatus.Fail) with { Reason = payload }));
        using var document = await new HtmlParser().ParseDocumentAsync(html, TestContext.Current.CancellationToken);
        Assert.Equal("status.js", Assert.Single(document.Scripts).GetAttribute("src"));
        Assert.Equal("", document.Scripts[0].TextContent);
        Assert.DoesNotContain(document.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(document.QuerySelectorAll("img, iframe, base, form, style, math, details, meta[http-equiv]"));
        Assert.All(document.QuerySelectorAll("[href]"), link => Assert.DoesNotContain(":", link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal(payload, document.QuerySelector("h1")?.TextContent);
        Assert.Equal([payload], document.QuerySelectorAll("h3").Select(name => name.TextContent));
        Assert.Equal(3, document.QuerySelectorAll("[data-test=reason]").Count(reason => reason.TextContent == payload));
    }

    [Fact]
    public async Task Twenty_checks_with_ninety_days_are_less_than_a_hundred_kilobytes()
    {
        string[] names = [.. Enumerable.Range(1, 20).Select(n => $"service-{n}")];
        var html = await PrintAsync(StatusSome.View(StatusSome.Page(names), StatusSome.Past(names), [.. names.Select(name => Some.Tile(name))]));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 60_000, 100_000);
        Assert.Equal(20 * 90, Bars().Count(html));
    }

    [Fact]
    public async Task A_state_is_told_by_word_and_by_shape()
    {
        var html = await PrintAsync(StatusSome.View(StatusSome.Page("a", "b"), null, Some.Tile("a"), Some.Tile("b", CheckStatus.Fail)));
        using var document = await new HtmlParser().ParseDocumentAsync(html, TestContext.Current.CancellationToken);
        Assert.Equal(["Up", "Down"], document.QuerySelectorAll("[data-test=check] .status-word").Select(word => word.TextContent.Trim()));
        Assert.Equal(2, document.QuerySelectorAll("[data-test=check] .shape").Select(shape => shape.GetAttribute("d")).Distinct().Count());
        Assert.Equal("1 of 2 has trouble · Shop", document.Title);
    }

    /// <summary>The page has a file of its own, so that it is small; its colours are those of the board.</summary>
    [Fact]
    public void The_tokens_are_those_of_the_board()
    {
        var (board, page) = (Tokens("app.css"), Tokens("status.css"));
        Assert.True(page.Count > 40);
        Assert.All(page, token => Assert.Contains(token, board));
    }

    private static HashSet<(bool Dark, string Token)> Tokens(string file)
    {
        var css = File.ReadAllText(WebHouse.Repository($"src/Monitor.Web/wwwroot/{file}"));
        var dark = css.IndexOf(file == "app.css" ? "[data-theme=dark]" : "prefers-color-scheme", StringComparison.Ordinal);
        return [.. Token().Matches(css).Select(token => (token.Index > dark, token.Value))];
    }

    [GeneratedRegex("<i class=\"[nowf]\" title=\"[^\"]+\"></i>")]
    private static partial Regex Bars();

    [GeneratedRegex("--[a-z-]+: #[0-9a-f]{6};")]
    private static partial Regex Token();
}
