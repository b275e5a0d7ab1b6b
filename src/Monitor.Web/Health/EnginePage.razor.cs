using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Actors.Health;
using Monitor.Web.Shared;

namespace Monitor.Web.Health;

/// <summary>How the monitor itself does, drawn once a second from what the engine has published last.</summary>
public sealed partial class EnginePage
{
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(10);

    private EngineVitals _now = EngineVitals.None;
    private StatusLook _look = StatusLook.NoData;
    private DateTimeOffset _drawnAt;

    [Inject] private EngineHub Hub { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => TimeSpan.FromSeconds(1);

    private TimeSpan Age => _now.At == default ? TimeSpan.Zero : Clock.GetUtcNow() - _now.At;

    /// <summary>In milliseconds, as the sparkline wants it.</summary>
    private ImmutableArray<int> Hour => [.. _now.LatenessHour.Select(seconds => (int)(seconds * 1000))];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Take();
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        if (Clock.GetUtcNow() - _drawnAt < TimeSpan.FromMilliseconds(900))
            return false; // the board may change oftener than the figures do
        Take();
        return true;
    }

    private void Take() => (_now, _look, _drawnAt) = (Hub.Current, EngineFigures.Look(Hub.Current), Clock.GetUtcNow());
}
