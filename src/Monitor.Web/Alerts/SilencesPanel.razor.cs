using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Board;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Alerts;

/// <summary>The silences that have not ended, ending one, and beginning another.</summary>
public sealed partial class SilencesPanel
{
    private ImmutableArray<Silence> _silences = [];

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private IAlertDesk Desk { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _silences = Desk.Silences;
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        var before = _silences;
        _silences = Desk.Silences;
        return !before.SequenceEqual(_silences);
    }

    private async Task AskAsync()
    {
        if (await SilenceDialog.AskAsync(Dialogs, Zone) is { } order)
            Say(await Desk.SilenceAsync(order.Match, order.Until, order.Reason, CancellationToken.None));
    }

    private async Task EndAsync(Silence silence) => Say(await Desk.EndSilenceAsync(silence.Id, CancellationToken.None));

    private void Say(ControlReply reply)
    {
        Snackbar.Add(reply.Message, reply.Done ? Severity.Success : Severity.Warning);
        _silences = Desk.Silences;
    }
}
