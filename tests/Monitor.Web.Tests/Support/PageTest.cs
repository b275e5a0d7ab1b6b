using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Board;
using Monitor.Actors.Health;
using Monitor.Web.Check;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor.Services;

namespace Monitor.Web.Tests.Support;

/// <summary>A page under test, with a board to watch, a scripted engine behind it and a clock that a test moves.</summary>
public abstract class PageTest : BunitContext, IAsyncLifetime
{
    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(Hub);
        Services.AddSingleton(Vitals);
        Services.AddSingleton(AllTypes.Checks);
        Services.AddScoped<Viewer>();
        Services.AddScoped<BoardFeed>();
        Services.AddSingleton<IArchive>(Engine);
        Services.AddSingleton<ICheckDesk>(Engine);
        Services.AddSingleton<ICheckHistory>(Engine);
        Services.AddSingleton<IAlertDesk>(Alerts);
        Services.AddSingleton<IReportDesk>(Reports);
        Services.AddSingleton<IIncidentDesk>(Incidents);
        Services.AddSingleton<IConfigDesk>(Configs);
        Services.AddSingleton<IReplayDesk>(Replays);
        Services.AddSingleton<IFailingTrend>(Trend);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected FakeTimeProvider Clock { get; } = new(Some.Noon.AddSeconds(1));

    protected BoardHub Hub { get; } = new();

    protected EngineHub Vitals { get; } = new();

    internal ScriptedEngine Engine { get; } = new();

    internal ScriptedAlerts Alerts { get; } = new();

    internal ScriptedReports Reports { get; } = new();

    internal ScriptedIncidents Incidents { get; } = new();

    internal ScriptedConfigs Configs { get; } = new();

    internal ScriptedReplay Replays { get; } = new();

    internal ScriptedTrend Trend { get; } = new();

    ValueTask IAsyncLifetime.InitializeAsync() => ValueTask.CompletedTask;

    protected void Publish(BoardSnapshot board) => Hub.Publish(board);

    /// <summary>Lets time pass, a frame at a time, until what is asserted has come true.</summary>
    protected async Task EventuallyAsync(Action assertion)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Clock.Advance(BoardFeed.Frame);
            await Task.Delay(TimeSpan.FromMilliseconds(5), Xunit.TestContext.Current.CancellationToken);
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10))
            {
                // Not yet.
            }
        }
    }

    /// <summary>Renders the page at an address, within the zone that the shell would give it.</summary>
    protected IRenderedComponent<CascadingValue<TimeZoneInfo>> Open<TPage>(string address)
        where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<CascadingValue<TimeZoneInfo>>(shell => shell
            .Add(x => x.Value, Some.Kolkata)
            .AddChildContent<TPage>());
    }
}
