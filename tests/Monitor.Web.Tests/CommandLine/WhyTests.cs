using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Web.Api;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.CommandLine;

public sealed class WhyTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Without_a_monitor_it_says_where_it_has_asked()
    {
        var called = await _shell.CallAsync("why", "db", "--url", "http://127.0.0.1:1");
        Assert.Equal((5, ""), (called.Code, called.Out));
        Assert.StartsWith("no monitor answers at http://127.0.0.1:1/: ", called.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_monitor_says_is_printed_and_an_unknown_check_is_named()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddMonitorApi();
        await using var monitor = builder.Build();
        monitor.Urls.Add("http://127.0.0.1:0");
        monitor.MapGet("/api/checks/{name}/why", (string name) => name == "my db"
            ? (IResult)TypedResults.Ok(new WhyEndpoint.WhyJson("my db", ["It does not fail."], ["email: told at once."], [new(0, "down", "Went down")]))
            : TypedResults.NotFound());
        await monitor.StartAsync(TestContext.Current.CancellationToken);
        var url = monitor.Urls.Single();
        var called = await _shell.CallAsync("why", "my db", "--url", url);
        Assert.Equal(
            ["my db", "  It does not fail.", "If it failed now", "  email: told at once.", "Since it last went down", "  1970-01-01 00:00:00Z  Went down"],
            called.Out.TrimEnd().Split(Environment.NewLine));
        Assert.Contains("\"if_it_failed\": [", (await _shell.CallAsync("why", "my db", "--url", url, "--json")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await _shell.CallAsync("why", "nobody", "--url", url)).Code);
    }
}
