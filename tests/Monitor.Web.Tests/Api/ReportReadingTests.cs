using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Reports;
using Monitor.Web.Api;
using Monitor.Web.Engine;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary>What is answered while the journal is not read yet, or is damaged.</summary>
public sealed class ReportReadingTests : IAsyncLifetime
{
    private readonly ScriptedReports _reports = new();
    private WebApplication _app = null!; // before any test

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<IReportDesk>(_reports);
        builder.Services.AddSingleton(TimeProvider.System);
        _app = builder.Build();
        _app.MapGroup("/api").MapReports();
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<(HttpStatusCode, string)> Get(string path)
    {
        using var answer = await _app.GetTestClient().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/reports")]
    [InlineData("/api/reports/r-1")]
    [InlineData("/api/reports/sign-offs")]
    public async Task Before_the_journal_is_read_nothing_is_said_to_be_missing(string path)
    {
        _reports.All = null;
        var (status, text) = await Get(path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("the journal is not read yet; ask again in a moment", text, StringComparison.Ordinal);
        _reports.Add(ScriptedReports.Report());
        Assert.Equal(HttpStatusCode.OK, (await Get(path)).Item1);
    }

    [Fact]
    public async Task A_damaged_report_is_said_to_be_one()
    {
        _reports.Happens(new ReportEvent.Made(Some.Noon, ScriptedReports.Report()));
        var (status, text) = await Get("/api/reports/r-1");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("the journal does not give the content of r-1 any more", text, StringComparison.Ordinal);
    }
}
