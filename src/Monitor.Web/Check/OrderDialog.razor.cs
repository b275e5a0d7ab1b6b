using Microsoft.AspNetCore.Components;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor;

namespace Monitor.Web.Check;

/// <summary>Asks for how long something is ordered, and why.</summary>
public sealed partial class OrderDialog
{
    private static readonly DialogOptions Options = new() { CloseButton = true, CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    private OrderPick? _picked;
    private string? _note;

    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required OrderKind Kind { get; set; }

    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private OrderPick Picked => _picked ?? Kind.Picks[0];

    private string Ends => Picked.Until(Clock.GetUtcNow(), Zone) is { } until
        ? $"Ends {ZoneLook.Draw(until, Zone, TimeStyle.Day)} {ZoneLook.Short(Zone, until)}"
        : Kind.OpenEnds;

    /// <summary>Null when nothing was ordered after all.</summary>
    public static async Task<GivenOrder?> AskAsync(IDialogService dialogs, string name, OrderKind kind, TimeZoneInfo zone)
    {
        var parameters = new DialogParameters<OrderDialog> { { x => x.Name, name }, { x => x.Kind, kind }, { x => x.Zone, zone } };
        var dialog = await dialogs.ShowAsync<OrderDialog>($"{kind.Title} {name}", parameters, Options);
        return (await dialog.Result)?.Data as GivenOrder;
    }

    private void Give() =>
        Dialog.Close(DialogResult.Ok(new GivenOrder(Kind, Picked.Until(Clock.GetUtcNow(), Zone), CheckOrders.Note(_note))));
}
