namespace Monitor.Web.Engine;

/// <summary>Asks the database for what a page shows: anew when something has happened, and seldom even if not.</summary>
/// <remarks>The newest question counts; one that it overtakes is cancelled. A slow database is asked less often.</remarks>
/// <param name="soonest">So long there is peace after an answer.</param>
/// <param name="latest">After so long it is asked even if nothing has happened; null for never.</param>
/// <param name="retry">So long after an error.</param>
public sealed class LiveQuery(TimeProvider clock, TimeSpan soonest, TimeSpan? latest = null, TimeSpan? retry = null) : IDisposable
{
    private CancellationTokenSource _newest = new();
    private bool _asked;
    private long _heard = -1;
    private TimeSpan _pause;

    /// <summary>Whether an answer is waited for.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>When it was answered the last time.</summary>
    public DateTimeOffset AnsweredAt { get; private set; }

    /// <summary>Why there was no answer the last time; null when there was one.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether it is time to ask again; never before the first answer.</summary>
    /// <param name="heard">Grows whenever something has happened that the answer may depend on.</param>
    public bool IsDue(long heard)
    {
        var waited = clock.GetUtcNow() - AnsweredAt;
        return _asked && !IsAsking && waited >= _pause && (Trouble is not null || heard != _heard || waited >= latest);
    }

    /// <summary>False when a newer question has overtaken this one: then its answer is not taken, and nothing is to be drawn.</summary>
    /// <param name="heard">As in <see cref="IsDue"/>.</param>
    public async Task<bool> AskAsync<TAnswer>(long heard, Func<CancellationToken, Task<TAnswer>> ask, Action<TAnswer> take)
    {
        await _newest.CancelAsync();
        var mine = _newest = new CancellationTokenSource();
        var started = clock.GetTimestamp();
        (IsAsking, _heard) = (true, heard);
        try
        {
            var answer = await ask(mine.Token);
            mine.Token.ThrowIfCancellationRequested();
            take(answer);
            Trouble = null;
        }
        catch (Exception) when (mine.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            Trouble = e.Message;
        }

        (IsAsking, _asked, AnsweredAt) = (false, true, clock.GetUtcNow());
        var least = Trouble is null ? soonest : retry ?? soonest;
        _pause = TimeSpan.FromTicks(Math.Max(least.Ticks, 10 * clock.GetElapsedTime(started).Ticks));
        return true;
    }

    /// <summary>Nobody waits for the answer any more.</summary>
    public void Dispose() => _newest.Cancel();
}
