using System.Collections.Immutable;
using Bunit;
using Monitor.Actors.Health;
using Monitor.Web.Health;
using Monitor.Web.Shared;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Health;

public sealed class EnginePageTests : PageTest
{
    public EnginePageTests() => Publish(Some.Board());

    private static EngineVitals Well => EngineVitals.None with
    {
        At = Some.Noon,
        StartedAt = Some.Noon.AddHours(-3),
        Checks = 1234,
        Lateness = new DurationSummary(100, 0.03, 0.08, 0.2),
        MaxLateness = 2,
        MaxProbesInFlight = 256,
        RoundsPerSecond = 41.25,
    };

    private static EngineFigure Figure(EngineVitals now, string id) =>
        EngineFigures.Of(now).SelectMany(group => group.Figures).Single(figure => figure.Id == id);

    private static string Text(IRenderedComponent<Microsoft.AspNetCore.Components.CascadingValue<TimeZoneInfo>> page, string figure) =>
        page.Find($"[data-name={figure}] .figure-value").TextContent;

    [Fact]
    public void It_says_that_all_is_well_and_shows_every_figure_with_its_meaning()
    {
        Vitals.Publish(Well);
        var page = Open<EnginePage>("/engine");
        Assert.Equal("The monitor is well", page.Find("[data-test=engine-headline]").TextContent);
        Assert.Equal("p50 30 ms · p99 80 ms · max 200 ms", Text(page, "lateness"));
        Assert.Equal("3 h", Text(page, "uptime"));
        Assert.Equal("not configured", Text(page, "heartbeat"));
        Assert.All(page.FindAll(".figure-meaning"), meaning => Assert.NotEmpty(meaning.TextContent));
        Assert.All(page.FindAll("[data-test=figure]"), figure => Assert.Equal("OK", figure.GetAttribute("data-status")));
        Assert.Empty(page.FindAll("[data-test=engine-problems]"));
    }

    [Fact]
    public async Task It_follows_the_engine()
    {
        Vitals.Publish(Well);
        var page = Open<EnginePage>("/engine");
        Vitals.Publish(Well with
        {
            Starved = 312,
            Problems = [new EngineProblem(EngineProblemKind.Overloaded, "312 checks are late, p99 lateness 4.2 s", Some.Noon)],
            Notes = [new EngineNote(Some.Noon, "the process was frozen for 60 s")],
        });
        await EventuallyAsync(() => Assert.Equal("312 checks", Text(page, "starved")));
        Assert.Equal("The monitor is in trouble: 312 checks are late, p99 lateness 4.2 s", page.Find("[data-test=engine-headline]").TextContent);
        Assert.Contains("since 17:30", page.Find("[data-test=engine-problems]").TextContent, StringComparison.Ordinal);
        Assert.Contains("frozen for 60 s", page.Find("[data-test=engine-notes]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_engine_has_said_anything_it_is_starting()
    {
        Assert.Equal("The engine is starting", Open<EnginePage>("/engine").Find("[data-test=engine-headline]").TextContent);
        Assert.Equal(StatusLook.NoData, EngineFigures.Look(EngineVitals.None));
    }

    [Fact]
    public void Figures_that_are_old_say_so()
    {
        Vitals.Publish(Well with { At = Some.Noon.AddMinutes(-2) });
        Assert.Contains("These figures are 2 m old", Open<EnginePage>("/engine").Markup, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, EngineVitals> Bad => new()
    {
        { "lateness", "WARN", Well with { Lateness = new DurationSummary(1, 1.1, 1.1, 1.1) } },
        { "lateness", "FAIL", Well with { Lateness = new DurationSummary(1, 2.1, 2.1, 2.1) } },
        { "starved", "FAIL", Well with { Starved = 1 } },
        { "stalled", "FAIL", Well with { Stalled = 1 } },
        { "probes", "WARN", Well with { ProbesInFlight = 256 } },
        { "queued", "FAIL", Well with { History = new HistoryVitals(7, 0, 0, 0, "results are not written: storage full") } },
        { "dropped", "WARN", Well with { History = new HistoryVitals(0, 0, 1, 0, null) } },
        { "persist", "FAIL", Well with { JournalTrouble = "decisions cannot be stored" } },
        { "persist", "WARN", Well with { Persists = new DurationSummary(1, 1.5, 1.5, 1.5) } },
        { "failures", "WARN", Well with { PersistFailures = 1 } },
        { "alerts", "WARN", Well with { AlertsQueued = ImmutableSortedDictionary<string, long>.Empty.Add("email", 3) } },
        { "restarts", "WARN", Well with { Restarts = ImmutableSortedDictionary<string, long>.Empty.Add("check", 2) } },
        { "heartbeat", "FAIL", Well with { Heartbeat = new HeartbeatStatus("https://hc/…", TimeSpan.FromMinutes(1), null, "not accepted: HTTP 404") } },
        { "heartbeat", "NO DATA", Well with { Heartbeat = new HeartbeatStatus("https://hc/…", TimeSpan.FromMinutes(1), null, null) } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void What_is_bad_is_marked(string figure, string status, EngineVitals now)
    {
        Assert.Equal(status, Figure(now, figure).Look.Word);
        Assert.Equal(status == "NO DATA", EngineFigures.Look(now) == StatusLook.Ok);
        Assert.Equal(status == "NO DATA", EngineFigures.Headline(now) == "The monitor is well");
    }
}
