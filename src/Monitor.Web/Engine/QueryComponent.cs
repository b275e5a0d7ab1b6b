using Microsoft.AspNetCore.Components;
using Monitor.Actors.Board;

namespace Monitor.Web.Engine;

/// <summary>A page of what the database says, which is asked anew as things happen.</summary>
public abstract class QueryComponent : LiveComponent
{
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>What is asked, and what became of it.</summary>
    protected LiveQuery Query { get; private set; } = null!; // when the page begins

    /// <summary>How often the database is asked.</summary>
    protected abstract LiveQuery Begin();

    /// <summary>Asks anew: it is time to.</summary>
    protected abstract Task FollowAsync();

    /// <summary>Grows whenever something has happened that the page depends on.</summary>
    protected virtual long Heard(BoardSnapshot board) => board.EventSeq;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Query = Begin();
    }

    protected override bool OnFrame(BoardSnapshot now)
    {
        if (Query.IsDue(Heard(now)))
            _ = InvokeAsync(FollowAsync);
        return false;
    }

    protected override void OnClosing() => Query.Dispose();

    /// <summary>Asks, takes the answer unless a newer question has overtaken it, and draws.</summary>
    protected async Task AskAsync<TAnswer>(Func<CancellationToken, Task<TAnswer>> ask, Action<TAnswer> take)
    {
        if (await Query.AskAsync(Heard(Snapshot), ask, take) && !Closed)
            StateHasChanged();
    }
}
