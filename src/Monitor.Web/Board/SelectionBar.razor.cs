using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;
using Monitor.Web.Check;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Board;

/// <summary>What can be done with the checks that are picked, all at once.</summary>
public sealed partial class SelectionBar
{
    private bool _busy;

    [Parameter, EditorRequired] public required ImmutableSortedSet<string> Picked { get; set; }

    /// <summary>How many checks the filter shows.</summary>
    [Parameter] public int Matches { get; set; }

    /// <summary>Their names.</summary>
    [Parameter, EditorRequired] public required Func<IEnumerable<string>> Matching { get; set; }

    [Parameter] public EventCallback<ImmutableSortedSet<string>> OnPick { get; set; }

    [Parameter] public EventCallback OnEnd { get; set; }

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private BoardHub Board { get; set; } = null!;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    private bool Off => _busy || Picked.IsEmpty;

    private string Which => Picked.Count == 1 ? Picked[0] : $"{Picked.Count} checks";

    private Task RunAsync() => TellAsync(() => BulkOrders.GiveAsync(Picked, "asked to run", Desk.RunAsync, CancellationToken.None));

    private Task ResumeAsync() => TellAsync(() => BulkOrders.GiveAsync(Picked, "resumed", Desk.ResumeAsync, CancellationToken.None));

    private async Task OrderAsync(OrderKind kind)
    {
        if (await OrderDialog.AskAsync(Dialogs, Which, kind, Zone) is { } order)
            await TellAsync(() => order.GiveAsync(Desk, Picked, CancellationToken.None));
    }

    private async Task TagAsync()
    {
        if (await TagDialog.AskAsync(Dialogs, Which, TagCount.Of(Board.Current, Picked)) is { } change)
            await TellAsync(() => Desk.TagAsync(Picked, change, CancellationToken.None));
    }

    // What was ordered is done for all of them, also when the bar is closed meanwhile.
    private async Task TellAsync(Func<Task<ControlReply>> order)
    {
        _busy = true;
        await Snackbar.TellAsync(order);
        _busy = false;
    }
}
