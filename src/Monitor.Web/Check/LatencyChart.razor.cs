using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Web.Shared;

namespace Monitor.Web.Check;

/// <summary>Median and 99th percentile over time, drawn by uPlot on a canvas from at most 240 points.</summary>
public sealed partial class LatencyChart : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private ElementReference _host;
    private PastRange _range = PastRange.Latency[2];
    private ImmutableArray<LatencyBucket> _buckets = [];
    private string? _trouble;
    private bool _loaded;
    private TimeZoneInfo? _drawnIn;
    private LatencyLimits? _drawnLimits;

    [Parameter, EditorRequired] public required CheckName Name { get; set; }

    /// <summary>Drawn across it; null for none.</summary>
    [Parameter] public LatencyLimits? Limits { get; set; }

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private ICheckHistory History { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    public void Dispose() => _closing.Cancel();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!RendererInfo.IsInteractive)
            return;
        if (firstRender)
            await FollowAsync();
        else if (_loaded && _trouble is null && !(Zone.Equals(_drawnIn) && Limits == _drawnLimits))
            await LoadAsync();
    }

    private Task ShowAsync(PastRange range)
    {
        _range = range;
        return LoadAsync();
    }

    private async Task FollowAsync()
    {
        await LoadAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
                await LoadAsync();
        }
        catch (OperationCanceledException)
        {
            // The page is closed.
        }
    }

    private async Task LoadAsync()
    {
        var range = _range;
        var (since, until) = range.Ending(Clock.GetUtcNow());
        try
        {
            var buckets = await History.LatencyAsync(Name, since, until, range.Parts, _closing.Token);
            if (range != _range)
                return;
            (_buckets, _trouble, _loaded) = (buckets, null, true);
            await DrawAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException)
        {
            return;
        }
        catch (Exception e)
        {
            _trouble = e.Message;
        }

        if (!_closing.IsCancellationRequested)
            StateHasChanged();
    }

    private async Task DrawAsync()
    {
        (_drawnIn, _drawnLimits) = (Zone, Limits);
        await Js.InvokeVoidAsync(
            "ui.chart",
            _closing.Token,
            _host,
            Assets["vendor/uplot/uPlot.iife.min.js"],
            _buckets.Select(bucket => bucket.At.ToUnixTimeSeconds()).ToArray(),
            _buckets.Select(bucket => bucket.Latency?.Median).ToArray(),
            _buckets.Select(bucket => bucket.Latency?.P99).ToArray(),
            ZoneLook.IanaId(Zone),
            _range.Word,
            _buckets.Select(bucket => bucket.Fails).ToArray(),
            Limits?.WarnMs,
            Limits?.FailMs);
    }
}
