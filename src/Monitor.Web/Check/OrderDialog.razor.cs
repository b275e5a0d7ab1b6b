using Microsoft.AspNetCore.Components;
using Monitor.Web.Engine;
using Monitor.Web.Shared;
using MudBlazor;

namespace Monitor.Web.Check;

/// <summary>What somebody has ordered.</summary>
/// <param name="Until">Null for a pause that somebody will end.</param>
public sealed record GivenOrder(DateTimeOffset? Until, string? Note);

/// <summary>Asks how long a check is paused or in maintenance, and why.</summary>
public sealed partial class OrderDialog
{
    private static readonly DialogOptions Options = new() { CloseButton = true, CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    private OrderPick _pick = OrderPick.HalfHour;
    private string? _note;

    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter] public bool Pause { get; set; }

    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private string Ends => _pick.Until(Clock.GetUtcNow(), Zone) is { } until
        ? $"Ends {ZoneLook.Draw(until, Zone, TimeStyle.Day)} {ZoneLook.Short(Zone, until)}"
        : "Ends when somebody resumes it";

    /// <summary>Null when nothing was ordered after all.</summary>
    public static async Task<GivenOrder?> AskAsync(IDialogService dialogs, string name, bool pause, TimeZoneInfo zone)
    {
        var parameters = new DialogParameters<OrderDialog> { { x => x.Name, name }, { x => x.Pause, pause }, { x => x.Zone, zone } };
        var dialog = await dialogs.ShowAsync<OrderDialog>(pause ? $"Pause {name}" : $"Maintenance for {name}", parameters, Options);
        return (await dialog.Result)?.Data as GivenOrder;
    }

    private void Give() =>
        Dialog.Close(DialogResult.Ok(new GivenOrder(_pick.Until(Clock.GetUtcNow(), Zone), CheckOrders.Note(_note))));
}
