using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Monitor.Web.Check;
using Monitor.Web.Engine;
using MudBlazor;

namespace Monitor.Web.Board;

/// <summary>What can be done with the checks that are picked, all at once.</summary>
public sealed partial class SelectionBar : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private bool _busy;

    [Parameter, EditorRequired] public required ImmutableSortedSet<string> Picked { get; set; }

    /// <summary>How many checks the filter shows.</summary>
    [Parameter] public int Matches { get; set; }

    /// <summary>Their names.</summary>
    [Parameter, EditorRequired] public required Func<IEnumerable<string>> Matching { get; set; }

    [Parameter] public EventCallback<ImmutableSortedSet<string>> OnPick { get; set; }

    [Parameter] public EventCallback OnEnd { get; set; }

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject] private ICheckDesk Desk { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    private bool Off => _busy || Picked.IsEmpty;

    private string Which => Picked.Count == 1 ? Picked[0] : $"{Picked.Count} checks";

    public void Dispose() => _closing.Cancel();

    private Task RunAsync() => EachAsync("asked to run", Desk.RunAsync);

    private Task ResumeAsync() => EachAsync("resumed", Desk.ResumeAsync);

    private async Task OrderAsync(OrderKind kind)
    {
        if (await OrderDialog.AskAsync(Dialogs, Which, kind, Zone) is not { } order)
            return;
        if (kind == OrderKind.Pause)
            await EachAsync("paused", (name, cancel) => Desk.PauseAsync(name, order.Until, order.Note, cancel));
        else if (kind == OrderKind.Acknowledge)
            await EachAsync("acknowledged", (name, cancel) => Desk.AcknowledgeAsync(name, order.Until, order.Note, cancel));
        else if (kind == OrderKind.Silence && order is { Until: { } end, Note: { } reason })
            await AskAsync(async () => Told(await Desk.SilenceAsync(Picked, end, reason, _closing.Token)));
        else if (order.Until is { } until)
            await AskAsync(async () => Told(await Desk.MaintainAsync(Picked, until, order.Note, _closing.Token)));
    }

    private Task EachAsync(string did, Func<string, CancellationToken, Task<ControlReply>> order) => AskAsync(async () =>
    {
        var reply = await BulkOrders.GiveAsync(Picked, order, _closing.Token);
        return (reply.Say(did), reply.Refused.IsEmpty);
    });

    private static (string, bool) Told(ControlReply reply) => (reply.Message, reply.Done);

    private async Task AskAsync(Func<Task<(string Words, bool Done)>> ask)
    {
        _busy = true;
        try
        {
            var (words, done) = await ask();
            Snackbar.Add(words, done ? Severity.Success : Severity.Warning);
        }
        catch (Exception e) when (!_closing.IsCancellationRequested)
        {
            Snackbar.Add($"The engine did not do it: {e.Message}", Severity.Error);
        }

        _busy = false;
    }
}
