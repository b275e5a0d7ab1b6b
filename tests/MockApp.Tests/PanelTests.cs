using System.Text.Json;
using MockApp.Tests.Support;

namespace MockApp.Tests;

public sealed class PanelTests : IDisposable
{
    private readonly MockAppHost _app = new();

    [Theory]
    [InlineData("<title>MockApp Control Panel</title>")]
    [InlineData(">Fault Toggles</h2>")]
    [InlineData("<b>API Down</b>")]
    [InlineData("<b>DB Slow</b>")]
    [InlineData("<b>Queue Stuck</b>")]
    [InlineData("<b>Job Fail</b>")]
    [InlineData(">Apply</button>")]
    [InlineData(">Reset</button>")]
    [InlineData(">Batch Job</h2>")]
    [InlineData(">Start a job (finishes ~20s later; succeeds unless Job Fail is ON)</p>")]
    [InlineData(">Run Job</button>")]
    [InlineData(">Live Status (read-only)</h2>")]
    [InlineData(">Refresh</button>")]
    [InlineData("`Applied: ${JSON.stringify(")]
    [InlineData("`Reset: ${JSON.stringify(")]
    [InlineData("`Started job: ${")]
    [InlineData("http://127.0.0.1:8501")]
    public async Task The_panel_says(string words) =>
        Assert.Contains(words, (await _app.Get("/")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task The_panel_is_one_page_that_loads_nothing_from_elsewhere()
    {
        var page = await _app.Get("/");
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.ContentType));
        Assert.DoesNotContain("src=", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"stylesheet\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{board}", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interface_is_described_under_the_original_title()
    {
        using var description = JsonDocument.Parse((await _app.Get("/openapi.json")).Body);
        Assert.Equal("MockApp + Control Panel", description.RootElement.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal(
            ["/health", "/api/ping", "/db/health", "/queue/health", "/jobs/run", "/jobs/{job_id}/status", "/admin/faults", "/admin/reset", "/admin/state"],
            description.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name));
    }

    [Fact]
    public async Task The_reference_pages_bring_their_script_along()
    {
        var page = await _app.Get("/docs/");
        Assert.Contains("<title>MockApp + Control Panel</title>", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await _app.Get("/docs/scalar.js")).Status);
    }

    public void Dispose() => _app.Dispose();
}
