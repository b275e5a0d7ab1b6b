using System.Diagnostics;
using Akka.Actor;
using Monitor.Actors.Checks;

namespace Monitor.Bench.Engine;

/// <summary>Counts what the engine says it has stored.</summary>
public sealed class EventCounter
{
    private long _down;
    private long _recovered;
    private long _delivered;
    private long _lastAt = Stopwatch.GetTimestamp();

    public long Down => Interlocked.Read(ref _down);

    public long Recovered => Interlocked.Read(ref _recovered);

    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>When a check was last stored as down or recovered, as a timestamp.</summary>
    public long LastAt => Interlocked.Read(ref _lastAt);

    public static EventCounter In(ActorSystem system)
    {
        var counter = new EventCounter();
        system.EventStream.Subscribe(system.ActorOf(Props.CreateBy(new Producer(counter))), typeof(EventJournaled));
        return counter;
    }

    private void Count(CheckEvent happened)
    {
        switch (happened)
        {
            case CheckEvent.WentDown: Add(ref _down); break;
            case CheckEvent.Recovered: Add(ref _recovered); break;
            case CheckEvent.AlertDelivered: Interlocked.Increment(ref _delivered); break;
            default: break;
        }
    }

    private void Add(ref long count)
    {
        Interlocked.Exchange(ref _lastAt, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref count);
    }

    private sealed class CountingActor : ReceiveActor
    {
        public CountingActor(EventCounter counter) => Receive<EventJournaled>(news => counter.Count(news.Happened));
    }

    private sealed class Producer(EventCounter counter) : IIndirectActorProducer
    {
        public Type ActorType => typeof(CountingActor);

        public ActorBase Produce() => new CountingActor(counter);

        public void Release(ActorBase actor)
        {
        }
    }
}
