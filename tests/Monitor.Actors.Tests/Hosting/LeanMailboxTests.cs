using Akka.Actor;
using Monitor.Actors.Hosting;

namespace Monitor.Actors.Tests.Hosting;

public sealed class LeanMailboxTests
{
    private readonly LeanMailbox.Queue _queue = new();

    private void Add(object message) => _queue.Enqueue(ActorRefs.Nobody, new Envelope(message, ActorRefs.NoSender));

    private List<object> TakeAll()
    {
        var taken = new List<object>();
        while (_queue.TryDequeue(out var envelope))
            taken.Add(envelope.Message);
        return taken;
    }

    [Fact]
    public void What_comes_first_is_taken_first()
    {
        Assert.False(_queue.HasMessages);
        Add("a");
        Add("b");
        Assert.True(_queue.HasMessages);
        Assert.Equal(2, _queue.Count);
        Assert.Equal(["a", "b"], TakeAll());
        Assert.False(_queue.HasMessages);
        Add("c");
        Assert.Equal(["c"], TakeAll());
    }

    [Fact]
    public async Task Nothing_is_lost_and_each_sender_keeps_its_order_when_many_add_at_once()
    {
        const int Senders = 4, Each = 20_000;
        var taken = new List<(int Sender, int Number)>();
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                Add((sender, i));
        }, TestContext.Current.CancellationToken)).ToArray();
        while (taken.Count < Senders * Each)
            taken.AddRange(TakeAll().Cast<(int, int)>());
        await Task.WhenAll(senders);
        foreach (var one in taken.GroupBy(message => message.Sender))
            Assert.Equal(Enumerable.Range(0, Each), one.Select(message => message.Number));
    }

    [Fact]
    public void What_is_left_when_the_actor_ends_goes_to_the_dead_letters()
    {
        var dead = new LeanMailbox.Queue();
        Add("a");
        Add("b");
        _queue.CleanUp(ActorRefs.Nobody, dead);
        Assert.Equal((0, 2), (_queue.Count, dead.Count));
    }
}
