using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;
using Monitor.Actors.Board;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Checks.Net;
using Monitor.Actors.Config;
using Monitor.Actors.Health;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Health;

/// <summary>A ping a minute, as long as results are committed and the journal stores; real HTTP, virtual time.</summary>
public sealed class HeartbeatActorTests : ActorTest
{
    private readonly HttpMessageInvoker _http = OutboundHttp.Invoker(new Dialer(new NetworkPolicy()));
    private readonly TestProbe _status;
    private readonly TestProbe _journal;
    private readonly CheckBench _bench;
    private readonly RoundWatch _watch;
    private readonly IActorRef _mark;
    private readonly IActorRef _heartbeat;
    private long _rows;

    public HeartbeatActorTests()
    {
        (_status, _journal) = (Listen<HeartbeatChanged>(), Listen<JournalProbed>());
        _bench = new CheckBench(Time, CreateTestProbe(), CreateTestProbe());
        _watch = new RoundWatch(Time);
        _watch.Add(new CheckSlot(Some.Definition(), TimeSpan.Zero, _bench.Around));
        _mark = Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(
            Props.Create<JournalMarkActor>(Time, (Func<string?>)(() => "here, 0 bytes free")), "mark",
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), randomFactor: 0, maxNrOfRetries: -1)));
        _heartbeat = Sys.ActorOf(Props.Create<HeartbeatActor>(new HeartbeatSurroundings(
            Time, _watch, () => Volatile.Read(ref _rows), _mark, new HeartbeatRunner(_http, TimeProvider.System))));
        HeartbeatActor.Subscribe(Sys, _heartbeat);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>It is there and has recovered, so that no time passes over that.</summary>
    private async Task MarkWorks()
    {
        for (var second = 0; second < 1_000 && (await Child()).IsNobody(); second++)
            Advance(1);
        await Ask<JournalMark>(WriteMark.Instance);
        await Hear<JournalProbed>(_journal, news => news.Trouble is null);
    }

    private async Task<IActorRef> Child() => (await Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance)).Ref;

    private Task<TAnswer> Ask<TAnswer>(object question) =>
        _mark.Ask<TAnswer>(question, Some.LongTime, TestContext.Current.CancellationToken);

    private async Task Configure(Uri url, bool post = false)
    {
        await MarkWorks();
        var settings = new HeartbeatSettings(new Secret($"{url}ping/secret-id"), TimeSpan.FromMinutes(1), post);
        Sys.EventStream.Publish(new RosterChanged(new ConfigStatus([], null, null), TimeZoneInfo.Utc) { Heartbeat = settings });
        Assert.Null((await Status()).SentAt);
    }

    private async Task<HeartbeatStatus> Status() => (await Hear<HeartbeatChanged>(_status)).Status!; // configured above

    private async Task Pass(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await _heartbeat.Ask<ActorIdentity>(new Identify(null), Some.LongTime, TestContext.Current.CancellationToken);
            Advance(1);
        }
    }

    [Theory]
    [InlineData(false, "GET")]
    [InlineData(true, "POST")]
    public async Task It_pings_once_a_minute_after_a_result_was_committed(bool post, string verb)
    {
        await using var watcher = LoopbackTarget.Http("OK");
        await Configure(watcher.Url, post);
        for (var minute = 1; minute <= 2; minute++)
        {
            _rows++;
            await Pass(60);
            Assert.NotNull((await Status()).SentAt);
            Assert.Equal(minute, watcher.Requests.Count);
        }

        Assert.StartsWith($"{verb} /ping/secret-id HTTP/1.1", watcher.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_marks_are_deleted_a_few_at_once()
    {
        await MarkWorks();
        for (var mark = 2; mark <= (2 * JournalMarkActor.Together) + 1; mark++)
            await Ask<JournalMark>(WriteMark.Instance);
        Assert.Equal([JournalMarkActor.Together - 1, (2 * JournalMarkActor.Together) - 1], Journal.Deleted);
    }

    [Fact]
    public async Task Without_a_committed_result_there_is_none_and_with_the_next_one_it_comes_at_once()
    {
        await using var watcher = LoopbackTarget.Http("OK");
        await Configure(watcher.Url);
        await Pass(60);
        Assert.Equal("no result was committed since the last ping", (await Status()).Trouble);
        await Pass(300);
        Assert.Empty(watcher.Requests);
        _rows++;
        await Pass(2);
        await Hear<HeartbeatChanged>(_status, news => news.Status is { Trouble: null, SentAt: not null });
        Assert.Single(watcher.Requests);
    }

    [Fact]
    public async Task Without_checks_a_stored_mark_is_enough()
    {
        await using var watcher = LoopbackTarget.Http("OK");
        _watch.Remove(Some.Name);
        await Configure(watcher.Url);
        await Pass(60);
        Assert.NotNull((await Status()).SentAt);
    }

    [Fact]
    public async Task While_the_journal_does_not_store_there_is_none_and_it_is_said_why()
    {
        await using var watcher = LoopbackTarget.Http("OK");
        await Configure(watcher.Url);
        var witness = CreateTestProbe();
        await witness.WatchAsync(await Child());
        Journal.Fails = true;
        _rows = 1;
        await Pass(60);
        Assert.Equal("disk full", (await Hear<JournalProbed>(_journal)).Trouble);
        await Hear<Terminated>(witness);
        await Pass(15);
        Assert.Equal("the journal does not store", (await Status()).Trouble);
        Assert.Empty(watcher.Requests);

        Journal.Fails = false;
        await MarkWorks();
        await Pass(60);
        await Hear<HeartbeatChanged>(_status, news => news.Status is { Trouble: null, SentAt: not null });
    }

    [Fact]
    public async Task A_refused_ping_is_shown_without_what_is_secret_and_the_next_is_tried()
    {
        var isWell = false;
        await using var watcher = new LoopbackTarget(_ => LoopbackTarget.Answer("", isWell ? 200 : 503));
        await Configure(watcher.Url);
        _rows = 1;
        await Pass(60);
        var refused = await Status();
        Assert.Equal(("not accepted: HTTP 503", $"{watcher.Url}…"), (refused.Trouble, refused.Target));
        isWell = true;
        await Pass(60);
        Assert.Null((await Status()).Trouble);
    }

    [Fact]
    public async Task When_whoever_sends_it_has_stopped_there_is_none()
    {
        await using var watcher = LoopbackTarget.Http("OK");
        await Configure(watcher.Url);
        var witness = CreateTestProbe();
        await witness.WatchAsync(_heartbeat);
        Sys.Stop(_heartbeat);
        await Hear<Terminated>(witness);
        _rows = 1;
        Advance(300);
        Assert.False(_journal.HasMessages);
        Assert.Empty(watcher.Requests);
    }

    [Fact]
    public async Task Without_an_address_the_journal_is_proven_all_the_same()
    {
        await Pass(60);
        Assert.Null((await Hear<JournalProbed>(_journal)).Trouble);
    }

    [Fact]
    public async Task A_ping_to_nowhere_says_so_without_the_address()
    {
        Uri url;
        await using (var gone = LoopbackTarget.Http(""))
            url = gone.Url;
        var why = await new HeartbeatRunner(_http, TimeProvider.System).PingAsync($"{url}secret", post: false, TestContext.Current.CancellationToken);
        Assert.Equal("connection refused", why);
        Assert.Equal("blocked by network policy", await new HeartbeatRunner(_http, TimeProvider.System).PingAsync("http://169.254.169.254/secret", post: false, TestContext.Current.CancellationToken));
    }
}
