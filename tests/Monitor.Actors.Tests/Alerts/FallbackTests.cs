using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Checks.AlertSettlement;

namespace Monitor.Actors.Tests.Alerts;

/// <summary>When a channel says that another one is to be told instead, and how it tells what is over by then.</summary>
public sealed class FallbackTests : ActorTest
{
    private static readonly Delivery Away = new Delivery.TryLater("no route");

    private readonly RecordingNotifier _mail = new();
    private readonly TestProbe _check;

    public FallbackTests() => _check = CreateTestProbe();

    private IActorRef Channel(Fallback? fallback = null) =>
        Sys.ActorOf(Props.Create(() => new ChannelActor(_mail, Time, new ChannelManner(null, fallback))));

    private OfferAlert An(double second = 0, AlertKind kind = AlertKind.FirstFail, string incident = "db-health/1") =>
        Some.Offer(StartedAt.AddSeconds(second), kind, incident);

    private async Task<string?> Instead(AlertSettlement how = Held)
    {
        var settled = await Hear<CheckCommand.SettleAlert>(_check);
        Assert.Equal(how, settled.Settlement);
        return settled.Fallback.SingleOrDefault();
    }

    private static Task Done(IActorRef channel) => channel.Ask<ActorIdentity>(new Identify(1), Some.LongTime, TestContext.Current.CancellationToken);

    [Fact]
    public async Task It_is_asked_for_after_so_many_failures()
    {
        _mail.Otherwise = Away;
        var channel = Channel(new Fallback("pager", TimeSpan.FromHours(1), 2));
        channel.Tell(An(), _check.Ref);
        Assert.Null(await Instead());
        await Done(channel);
        Advance(10);
        Assert.Equal("pager", await Instead());
        channel.Tell(An(11, incident: "db-health/2"), _check.Ref);
        Assert.Equal("pager", await Instead());
    }

    [Fact]
    public async Task It_is_asked_for_after_so_long_even_if_the_receiver_wants_a_longer_pause()
    {
        _mail.Otherwise = new Delivery.TryLater("busy", TimeSpan.FromHours(1));
        var channel = Channel(new Fallback("pager", TimeSpan.FromMinutes(5)));
        channel.Tell(An(), _check.Ref);
        Assert.Null(await Instead());
        await Done(channel);
        Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("pager", await Instead());
    }

    [Fact]
    public async Task What_is_refused_for_good_is_passed_on_at_once()
    {
        _mail.Answers(new Delivery.GiveUp("550 no such user"));
        Channel(new Fallback("pager", TimeSpan.FromHours(1))).Tell(An(), _check.Ref);
        Assert.Equal("pager", await Instead(Abandoned));
    }

    [Fact]
    public async Task A_channel_that_delivers_again_needs_nobody()
    {
        _mail.Answers(Away, new Delivery.Sent(), Away);
        var channel = Channel(new Fallback("pager", TimeSpan.FromHours(1), 2));
        channel.Tell(An(), _check.Ref);
        Assert.Null(await Instead());
        await Done(channel);
        Advance(10);
        Assert.Null(await Instead(Delivered));
        channel.Tell(An(11, incident: "db-health/2"), _check.Ref);
        Assert.Null(await Instead());
    }

    [Fact]
    public async Task A_failure_that_is_over_when_it_can_be_told_is_one_message_with_its_recovery()
    {
        _mail.Answers(Away, new Delivery.TryLater("busy", TimeSpan.FromMinutes(12)));
        var channel = Channel();
        channel.Tell(An(), _check.Ref);
        Assert.Null(await Instead());
        await Done(channel);
        Advance(10);
        Assert.Null(await Instead());
        channel.Tell(An(60, AlertKind.Reminder), _check.Ref);
        channel.Tell(An(600, AlertKind.Recovered), _check.Ref);
        channel.Tell(An(601, incident: "db-health/2"), _check.Ref);
        await Done(channel);
        await _mail.NextAsync();
        await _mail.NextAsync();
        Advance(TimeSpan.FromMinutes(12));
        var told = await _mail.NextAsync();
        Assert.Equal((An(0, AlertKind.Recovered).Alert.Id, AlertKind.Recovered), (told.Id, told.Kind));
        Assert.Equal($"delayed 12 min: busy; its failure at {StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC was not told before: because", told.Delay);
        for (var i = 0; i < 3; i++)
            Assert.Null(await Instead(Delivered));
        Assert.Equal("db-health/2/first_fail", (await _mail.NextAsync()).Id);
    }

    [Fact]
    public async Task Programs_get_the_beginning_and_the_end()
    {
        _mail.IsForMachines = true;
        _mail.Answers(new Delivery.TryLater("busy", TimeSpan.FromMinutes(12)));
        var channel = Channel();
        channel.Tell(An(), _check.Ref);
        Assert.Null(await Instead());
        channel.Tell(An(600, AlertKind.Recovered), _check.Ref);
        await Done(channel);
        await _mail.NextAsync();
        Advance(TimeSpan.FromMinutes(12));
        Assert.Equal([AlertKind.FirstFail, AlertKind.Recovered], [(await _mail.NextAsync()).Kind, (await _mail.NextAsync()).Kind]);
    }
}
