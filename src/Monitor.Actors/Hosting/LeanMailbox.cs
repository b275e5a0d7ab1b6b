using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Monitor.Actors.Hosting;

/// <summary>The mailbox of every actor: unbounded, and next to nothing while it is empty. Named in akka.hocon.</summary>
/// <remarks>The usual one keeps room for 32 messages in each actor, a kilobyte; a hundred thousand checks wait for one.</remarks>
public sealed class LeanMailbox(Settings settings, Akka.Configuration.Config config) : MailboxType(settings, config), IProducesMessageQueue<LeanMailbox.Queue>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Queue();

    /// <summary>A linked list that any thread may add to and one at a time may take from, without a lock.</summary>
    /// <remarks>
    /// A message whose sender has not finished adding it hides those behind it; each sender wakes the mailbox after it has
    /// finished, so none is overlooked.
    /// </remarks>
    public sealed class Queue : IMessageQueue, IUnboundedMessageQueueSemantics
    {
        private volatile Node _taken = new(default);
        private Node _added;

        public Queue() => _added = _taken;

        public bool HasMessages => _taken.Next is not null;

        public int Count
        {
            get
            {
                var count = 0;
                for (var node = _taken.Next; node is not null; node = node.Next)
                    count++;
                return count;
            }
        }

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            var node = new Node(envelope);
            Interlocked.Exchange(ref _added, node).Next = node;
        }

        public bool TryDequeue(out Envelope envelope)
        {
            var before = _taken;
            if (before.Next is not { } next)
            {
                envelope = default;
                return false;
            }

            envelope = next.Envelope;
            next.Envelope = default; // the node stays as the empty first one, its message does not
            _taken = next;
            before.Next = null; // an old node would keep the younger ones behind it from being collected
            return true;
        }

        public void CleanUp(IActorRef owner, IMessageQueue deadletters)
        {
            while (TryDequeue(out var envelope))
                deadletters.Enqueue(owner, envelope);
        }

        private sealed class Node(Envelope envelope)
        {
            private volatile Node? _next;

            public Envelope Envelope { get; set; } = envelope;

            public Node? Next
            {
                get => _next;
                set => _next = value;
            }
        }
    }
}
