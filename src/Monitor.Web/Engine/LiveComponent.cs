using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;

namespace Monitor.Web.Engine;

/// <summary>A component that shows the board and follows it while it is on an interactive page.</summary>
/// <remarks>The feed opens after the first interactive render, never while prerendering, and closes with the component.</remarks>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private IDisposable? _watch;

    [Inject] protected BoardFeed Feed { get; set; } = null!;

    protected BoardSnapshot Snapshot { get; private set; } = BoardSnapshot.Empty;

    protected bool Closed { get; private set; }

    /// <summary>How often a board that has not changed is drawn anyway; null for never.</summary>
    protected virtual TimeSpan? AtLeastEvery => null;

    protected override void OnInitialized() => Snapshot = Feed.Current;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive)
            _watch = Feed.Watch(now => InvokeAsync(() => DrawAsync(now)), AtLeastEvery);
    }

    /// <summary>Looks at the new board, and says whether there is anything to draw.</summary>
    protected virtual bool OnFrame(BoardSnapshot now) => true;

    protected virtual void OnClosing()
    {
    }

    public void Dispose()
    {
        Closed = true;
        _watch?.Dispose();
        OnClosing();
        GC.SuppressFinalize(this);
    }

    private async Task DrawAsync(BoardSnapshot now)
    {
        if (Closed)
            return;
        try
        {
            Snapshot = now;
            if (OnFrame(now))
                StateHasChanged();
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            // A feed that broke must be seen: the circuit reports it and the page says that it is frozen.
            await DispatchExceptionAsync(e);
        }
    }
}
