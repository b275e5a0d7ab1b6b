using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Board;
using Monitor.Actors.Health;
using Monitor.Web.Check;
using Monitor.Web.Engine;
using Monitor.Web.Hosting;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Hosting;

/// <summary>The pages as they are served, without an engine behind them.</summary>
public sealed partial class WebFrontTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Monitor.Web" });
        var engine = new ScriptedEngine();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<BoardHub>();
        builder.Services.AddSingleton<EngineHub>();
        builder.Services.AddSingleton<IArchive>(engine);
        builder.Services.AddSingleton<ICheckDesk>(engine);
        builder.Services.AddSingleton<ICheckHistory>(engine);
        builder.Services.AddSingleton<IFailingTrend>(new ScriptedTrend());
        builder.AddBoard();
        _app = builder.Build();
        _app.MapBoard();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/results")]
    [InlineData("/events")]
    [InlineData("/check/nope")]
    [InlineData("/engine")]
    public async Task Every_page_answers_without_inline_script_or_foreign_address(string path)
    {
        var answer = await _app.GetTestClient().GetAsync(path, TestContext.Current.CancellationToken);
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
        var html = await (await _app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken))
            .Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"data-theme=\"{theme}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_page_is_not_found_kindly()
    {
        var answer = await _app.GetTestClient().GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|href|action)=\"(?:https?:)?//[^\"]*\"")]
    private static partial Regex Foreign();
}
