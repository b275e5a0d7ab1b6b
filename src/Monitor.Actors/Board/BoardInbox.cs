using System.Collections.Concurrent;
using Akka.Actor;

namespace Monitor.Actors.Board;

/// <summary>An address that keeps what it is told until the board comes for it: news wakes nobody up.</summary>
/// <remarks>
/// Thread-safe. Every round is news; as messages to an actor they would wake a thread each, a thousand times a second,
/// for a board that is folded five times a second. What waits here also outlives a restart of the board's actor.
/// </remarks>
public sealed class BoardInbox(ActorSystem system) : MinimalActorRef
{
    private readonly ConcurrentQueue<object> _news = new();

    public override ActorPath Path { get; } = new RootActorPath(((ExtendedActorSystem)system).Provider.DefaultAddress) / "board-inbox";

    public override IActorRefProvider Provider { get; } = ((ExtendedActorSystem)system).Provider;

    /// <summary>Moves everything that has come to the end of the list.</summary>
    public void TakeAll(List<object> news)
    {
        for (var left = _news.Count; left > 0 && _news.TryDequeue(out var one); left--)
            news.Add(one);
    }

    protected override void TellInternal(object message, IActorRef sender) => _news.Enqueue(message);
}
