using Akka.TestKit;

namespace Monitor.Actors.Tests.Support;

/// <summary>A test of an actor in virtual time, with a journal in memory.</summary>
public abstract class ActorTest : Akka.TestKit.Xunit.TestKit
{
    private readonly string _id;

    protected ActorTest()
        : this(Guid.NewGuid().ToString("N"))
    {
    }

    private ActorTest(string id)
        : base(Hocon(id), "monitor")
    {
        _id = id;
        Time = new SchedulerTime(Scheduler);
        StartedAt = Time.GetUtcNow();
    }

    protected TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    /// <summary>The scheduler's clock, for timers and time stamps alike.</summary>
    protected TimeProvider Time { get; }

    protected DateTimeOffset StartedAt { get; }

    protected FailingJournalSwitch Journal => FailingJournal.SwitchOf(_id);

    /// <summary>A second at a time: one great leap would fire a timer that re-arms itself only once.</summary>
    protected void Advance(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
            Scheduler.Advance(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
    }

    protected void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>A probe that hears what is published from now on.</summary>
    protected TestProbe Listen<TNews>()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(TNews));
        return probe;
    }

    /// <summary>The next message, which has to be one of these.</summary>
    protected static async Task<TMessage> Hear<TMessage>(TestProbe probe) =>
        await probe.ExpectMsgAsync<TMessage>(Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The next message of which it is true; others before it are passed over.</summary>
    protected static async Task<TMessage> Hear<TMessage>(TestProbe probe, Func<TMessage, bool> isIt)
    {
        while (true)
            if (await Hear<TMessage>(probe) is var message && isIt(message))
                return message;
    }

    private static Akka.Configuration.Config Hocon(string id) => Akka.Configuration.ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = WARNING
          stdout-loglevel = OFF
          loggers = []
          scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
          persistence {
            journal.plugin = "akka.persistence.journal.failing"
            journal.failing {
              class = "{{typeof(FailingJournal).AssemblyQualifiedName}}"
              plugin-dispatcher = "akka.actor.default-dispatcher"
              switch = "{{id}}"
            }
            snapshot-store.plugin = "akka.persistence.no-snapshot-store"
          }
          test.single-expect-default = 10s
        }
        """);

    private sealed class SchedulerTime(TestScheduler scheduler) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => scheduler.Now.ToUniversalTime();

        public override long GetTimestamp() => scheduler.Now.UtcTicks;
    }
}
