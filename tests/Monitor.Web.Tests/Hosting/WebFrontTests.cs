using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Monitor.Web.Tests.Hosting;

public sealed partial class WebFrontTests(WebApplicationFactory<Program> factory) : IClassFixture<WebApplicationFactory<Program>>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/results")]
    [InlineData("/events")]
    [InlineData("/check/nope")]
    public async Task Every_page_answers_without_inline_script_or_foreign_address(string path)
    {
        var answer = await factory.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(Scripts().Matches(html), script => Assert.Contains("src=", script.Value, StringComparison.Ordinal));
        Assert.Empty(Foreign().Matches(html));
        Assert.Contains("script-src 'self';", string.Concat(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", string.Concat(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("Morning Checks", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("theme=dark", "dark")]
    [InlineData("theme=light; system-theme=dark", "light")]
    [InlineData("theme=system; system-theme=dark", "dark")]
    [InlineData("theme=%3Cscript%3E", "light")]
    public async Task The_first_paint_has_the_theme_of_the_cookie(string cookie, string theme)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie);
        var html = await (await factory.CreateClient().SendAsync(request, TestContext.Current.CancellationToken))
            .Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"data-theme=\"{theme}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_page_is_not_found_kindly()
    {
        var answer = await factory.CreateClient().GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|href|action)=\"(?:https?:)?//[^\"]*\"")]
    private static partial Regex Foreign();
}
