using Microsoft.AspNetCore.Components;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Web.Engine;
using Monitor.Web.Shared;

namespace Monitor.Web.Alerts;

/// <summary>The channels, what keeps one from delivering, and trying one.</summary>
public sealed partial class ChannelsPanel
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(15);

    private static readonly StatusLook InTrouble = StatusLook.Fail with { Word = "Does not deliver" };

    private static readonly StatusLook Works = StatusLook.Ok with { Word = "No trouble" };

    private readonly Dictionary<string, (StatusLook Look, string Words)> _answers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private ChannelList? _channels;
    private string? _testing;
    private bool _asked;
    private bool _loading;
    private DateTimeOffset _askedAt;

    /// <summary>The names of the channels, once they are known.</summary>
    [Parameter] public EventCallback<IEnumerable<string>> OnNames { get; set; }

    [Inject] private IAlertDesk Desk { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan? AtLeastEvery => Refresh;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    protected override bool OnFrame(BoardSnapshot now)
    {
        if (!_loading && Clock.GetUtcNow() - _askedAt >= Refresh)
            _ = InvokeAsync(LoadAsync);
        return true;
    }

    protected override void OnClosing() => _closing.Cancel();

    private EngineTrouble? TroubleOf(string channel) => Snapshot.Troubles.FirstOrDefault(trouble => trouble.IsOfChannel(channel));

    private async Task LoadAsync()
    {
        _loading = true;
        try
        {
            var list = await Desk.ChannelsAsync(_closing.Token);
            _channels = list ?? _channels;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }

        (_loading, _asked, _askedAt) = (false, true, Clock.GetUtcNow());
        if (_channels is { } known)
            await OnNames.InvokeAsync(known.Channels.Select(channel => channel.Name));
        if (!Closed)
            StateHasChanged();
    }

    private async Task TestAsync(string channel)
    {
        _testing = channel;
        _answers.Remove(channel);
        try
        {
            _answers[channel] = DeliveryLook.Tested(await Desk.TestAsync(channel, _closing.Token));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }

        _testing = null;
    }
}
