using System.Diagnostics.Metrics;
using Monitor.Actors.Board;

namespace Monitor.Web.Engine;

/// <summary>Brings the newest board to the pages of one circuit, up to ten times a second, only while somebody looks.</summary>
/// <remarks>
/// Pages pull: nothing is queued for them, and a thousand events between two frames cost one. Awaiting the drawing is the
/// back-pressure, so a slow tab skips frames and delays nobody.
/// </remarks>
public sealed class BoardFeed(BoardHub hub, TimeProvider clock)
{
    /// <summary>The longest between two frames: what draws slowly draws seldom.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    /// <summary>The shortest: a small board shows what happened at once, as far as anybody can tell.</summary>
    public static readonly TimeSpan ShortFrame = TimeSpan.FromMilliseconds(100);

    /// <summary>Drawing takes one part of so many of the time.</summary>
    private const int Restraint = 20;

    private static readonly Meter Meter = new("Monitor.Web");
    private static readonly UpDownCounter<int> Watching = Meter.CreateUpDownCounter<int>(
        "monitor.board.watchers", description: "Components that watch the board.");

    public BoardSnapshot Current => hub.Current;

    /// <summary>Set while the tab is hidden: nothing is drawn that nobody can see.</summary>
    public bool Paused { get; set; }

    /// <summary>Draws each new board until the result is disposed.</summary>
    /// <param name="atLeastEvery">Also draw an unchanged board this often, for what depends on the time.</param>
    public IDisposable Watch(Func<BoardSnapshot, Task> draw, TimeSpan? atLeastEvery = null)
    {
        var stop = new CancellationTokenSource();
        _ = Task.Run(() => FollowAsync(draw, atLeastEvery, stop.Token), CancellationToken.None);
        return new Subscription(stop);
    }

    private async Task FollowAsync(Func<BoardSnapshot, Task> draw, TimeSpan? atLeastEvery, CancellationToken stop)
    {
        Watching.Add(1);
        try
        {
            var (drawn, drawnAt, wait) = (-1L, clock.GetTimestamp(), ShortFrame);
            while (true)
            {
                await Task.Delay(wait, clock, stop);
                var now = Current;
                var due = atLeastEvery is { } most && clock.GetElapsedTime(drawnAt) >= most;
                if (Paused || (now.Seq == drawn && !due))
                    continue;
                var start = clock.GetTimestamp();
                await draw(now);
                (drawn, drawnAt) = (now.Seq, clock.GetTimestamp());
                wait = WaitAfter(clock.GetElapsedTime(start, drawnAt));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page went away; so does its feed.
        }
        finally
        {
            Watching.Add(-1);
        }
    }

    /// <summary>How long until the next frame after one that took so long to draw.</summary>
    public static TimeSpan WaitAfter(TimeSpan drawing) => TimeSpan.FromTicks(Math.Clamp((drawing * Restraint).Ticks, ShortFrame.Ticks, Frame.Ticks));

    // Disposal does not wait for the loop: it runs on the circuit's dispatcher, which the loop may be waiting for.
    private sealed class Subscription(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => stop.Cancel();
    }
}
