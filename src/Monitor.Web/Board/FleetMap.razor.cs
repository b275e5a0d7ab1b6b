using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Monitor.Actors.Board;
using Monitor.Web.Shared;

namespace Monitor.Web.Board;

/// <summary>All checks of a view as coloured cells, by lane.</summary>
/// <remarks>Little travels: a letter for each check, and only when one of them is another than before or the order has changed.</remarks>
public sealed partial class FleetMap : IDisposable
{
    private ElementReference _canvas;
    private DotNetObjectReference<FleetMap>? _self;
    private string? _sent;
    private ImmutableArray<Lane> _sentLanes;

    [Parameter, EditorRequired] public required BoardSnapshot Board { get; set; }

    [Parameter, EditorRequired] public required ImmutableArray<Lane> Lanes { get; set; }

    /// <summary>Whether a cell can be asked for its name and opened.</summary>
    [Parameter] public bool Answers { get; set; } = true;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    private string Label => $"Map of {Lanes.Sum(lane => lane.Slots.Length)} checks: {string.Join(", ", Lanes.Select(lane => lane.Title))}.{(Answers ? " The view Rows lists them." : "")}";

    /// <summary>What is said of a cell.</summary>
    [JSInvokable]
    public CellTip? Describe(int lane, int cell) =>
        At(lane, cell) is { } tile ? new CellTip(tile.Name.Value, $"{tile.Name} · {StatusLook.For(tile).Word} · {CardLook.Line(tile, Zone)}") : null;

    /// <summary>The cell was clicked.</summary>
    /// <param name="name">What was said to be there; null when nothing was said yet. Checks may have changed places since.</param>
    [JSInvokable]
    public void Open(int lane, int cell, string? name)
    {
        if ((name is null ? At(lane, cell) : Board.Find(name)) is { } tile)
            Navigation.NavigateTo(CheckAddress.Of(tile.Name));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!RendererInfo.IsInteractive)
            return;
        var cells = Lanes.Select(lane => string.Concat(lane.Slots.Select(Letter))).ToArray();
        var text = string.Join('\n', cells.Zip(Lanes, (letters, lane) => $"{lane.Title}\t{letters}"));
        if (text == _sent && Lanes == _sentLanes)
            return;
        (_sent, _sentLanes) = (text, Lanes);
        _self ??= DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("ui.map", _canvas, Answers ? _self : null, Lanes.Select(lane => lane.Title), cells);
    }

    public void Dispose() => _self?.Dispose();

    private CheckTile? At(int lane, int cell) =>
        lane >= 0 && lane < Lanes.Length && cell >= 0 && cell < Lanes[lane].Slots.Length && Lanes[lane].Slots[cell] < Board.Tiles.Length
            ? Board.Tiles[Lanes[lane].Slots[cell]]
            : null;

    private char Letter(int slot) => slot < Board.Tiles.Length ? StatusLook.For(Board.Tiles[slot]).Css[0] : 'n';

    /// <summary>The check of a cell, and what there is to say of it.</summary>
    public sealed record CellTip(string Name, string Text);
}
