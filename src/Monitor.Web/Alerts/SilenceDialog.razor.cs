using Microsoft.AspNetCore.Components;
using Monitor.Actors.Alerts;
using Monitor.Web.Check;
using Monitor.Web.Shared;
using MudBlazor;

namespace Monitor.Web.Alerts;

/// <summary>A silence that somebody has ordered.</summary>
public sealed record SilenceOrder(CheckMatcher Match, DateTimeOffset Until, string Reason);

/// <summary>Asks which checks are silenced, for how long, and why.</summary>
public sealed partial class SilenceDialog
{
    private static readonly DialogOptions Options = new() { CloseButton = true, CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    private SilenceForm _form = new();
    private OrderPick? _picked;

    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    private OrderPick Picked => _picked ?? OrderKind.Silence.Picks[0];

    /// <summary>A silence always ends.</summary>
    private DateTimeOffset Until => Picked.Until(Clock.GetUtcNow(), Zone) ?? Clock.GetUtcNow();

    private string? Problem => _form.Problem(Until, Clock.GetUtcNow());

    private string Ends => $"{_form.Match}, until {ZoneLook.Draw(Until, Zone, TimeStyle.Day)} {ZoneLook.Short(Zone, Until)}";

    /// <summary>Null when nothing was ordered after all.</summary>
    public static async Task<SilenceOrder?> AskAsync(IDialogService dialogs, TimeZoneInfo zone)
    {
        var parameters = new DialogParameters<SilenceDialog> { { x => x.Zone, zone } };
        var dialog = await dialogs.ShowAsync<SilenceDialog>("New silence", parameters, Options);
        return (await dialog.Result)?.Data as SilenceOrder;
    }

    private void Give() => Dialog.Close(DialogResult.Ok(new SilenceOrder(_form.Match, Until, _form.Reason.Trim())));
}
