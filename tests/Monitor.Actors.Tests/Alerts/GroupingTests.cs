using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts;

/// <summary>One cause, one message: what waits for what, and how several alerts read as one.</summary>
public sealed class GroupingTests : ActorTest
{
    private static readonly Grouping TenSeconds = new(TimeSpan.FromSeconds(10), TimeSpan.Zero, []);

    private readonly RecordingNotifier _mail = new();
    private readonly TestProbe _check;

    public GroupingTests() => _check = CreateTestProbe();

    private static OfferAlert An(string check, double second = 0, AlertKind kind = AlertKind.FirstFail, string severity = "P2", string? group = null, DateTimeOffset? start = null)
    {
        var at = (start ?? Some.T0).AddSeconds(second);
        var alert = new CheckEvent.AlertRaised(at, $"{check}/1/{AlertKinds.Word(kind)}", kind, $"{check}/1", severity, kind == AlertKind.FirstFail ? "refused" : null, null, ["email"]);
        return new OfferAlert(CheckName.Of(check), alert, "email") { Group = group };
    }

    private static Bundle? Next(Grouping grouping, double second, IReadOnlyDictionary<string, DateTimeOffset>? sent, params OfferAlert[] offers) =>
        Bundle.Next(offers.Select(offer => new ChannelQueue.Entry(offer, ActorRefs.Nobody, offer.Alert.At)), grouping, sent ?? ImmutableDictionary<string, DateTimeOffset>.Empty, Some.T0.AddSeconds(second));

    private static string Names(Bundle? bundle) => string.Join(",", bundle!.Alerts.Select(offer => offer.Check.Value)); // something waits

    [Fact]
    public void The_first_of_a_group_waits_for_others_and_they_go_together()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), Next(TenSeconds, 3, null, An("a"), An("b", 2))?.Wait);
        var due = Next(TenSeconds, 10, null, An("a"), An("b", 9.9));
        Assert.Equal((TimeSpan.Zero, "a,b"), (due!.Wait, Names(due))); // something waits
        Assert.Null(Next(TenSeconds, 10, null));
    }

    [Fact]
    public void What_makes_a_group_is_told_apart()
    {
        OfferAlert[] all = [An("a", 0, group: "x"), An("b", 1, group: "y"), An("c", 2, severity: "P1", group: "x")];
        Assert.Equal("a,c", Names(Next(TenSeconds with { By = ["group"] }, 20, null, all)));
        Assert.Equal("a,b", Names(Next(TenSeconds with { By = ["severity"] }, 20, null, all)));
        Assert.Equal("a", Names(Next(TenSeconds with { By = ["group", "severity"] }, 20, null, all)));
        Assert.Equal("a", Names(Next(TenSeconds with { By = ["check"] }, 20, null, all)));
    }

    [Fact]
    public void Two_messages_of_a_group_keep_their_distance_and_other_groups_do_not_wait()
    {
        var slow = new Grouping(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), ["group"]);
        var sent = new Dictionary<string, DateTimeOffset> { ["x"] = Some.T0 };
        Assert.Equal(TimeSpan.FromSeconds(240), Next(slow, 60, sent, An("a", 30, group: "x"))?.Wait);
        Assert.Equal("b", Names(Next(slow, 60, sent, An("a", 30, group: "x"), An("b", 31, group: "y"))));
    }

    [Fact]
    public void A_message_has_a_limit_and_the_oldest_come_first() => Assert.Equal(
        Enumerable.Range(0, Bundle.Most).Select(i => $"c{i:000}"),
        Next(TenSeconds, 20, null, [.. Enumerable.Range(0, 250).Select(i => An($"c{i:000}", i / 1000.0))])!.Alerts.Select(offer => offer.Check.Value)); // something waits

    [Fact]
    public void Several_alerts_read_as_one()
    {
        var digest = Digest.Of([An("a", severity: "P3"), An("b", 1, severity: "P1"), An("c", 2), An("a", 3, AlertKind.Recovered), An("d", 4)]);
        Assert.Equal("[P1][4 FIRST_FAIL, 1 RECOVERED] a, b, c and 1 more", AlertText.Subject(digest));
        Assert.Equal(
            """
            09:00:00 UTC  [P3] a first_fail: refused
            09:00:01 UTC  [P1] b first_fail: refused
            09:00:02 UTC  [P2] c first_fail: refused
            09:00:03 UTC  [P2] a recovered
            09:00:04 UTC  [P2] d first_fail: refused

            """, AlertText.Body(digest));
        Assert.Equal(("P1", AlertKind.FirstFail), (digest.Severity, digest.Kind));
        Assert.True(Digest.Of([An("a", 0, AlertKind.Recovered), An("b", 0, AlertKind.Recovered)]).IsOver);
        Assert.Equal(digest.Id, Digest.Of([An("a", severity: "P3"), An("b", 1, severity: "P1"), An("c", 2), An("a", 3, AlertKind.Recovered), An("d", 4)]).Id);
        Assert.NotEqual(digest.Id, Digest.Of([An("a"), An("b", 1)]).Id);
    }

    private IActorRef Channel(Grouping? grouping) => Sys.ActorOf(Props.Create(() => new ChannelActor(_mail, Time, new ChannelManner(grouping, null))));

    private async Task<string[]> Delivered(int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var settled = await Hear<CheckCommand.SettleAlert>(_check);
            Assert.Equal(AlertSettlement.Delivered, settled.Settlement);
            ids.Add(settled.Id);
        }

        return [.. ids];
    }

    private static Task Done(IActorRef channel) => channel.Ask<ActorIdentity>(new Identify(1), Some.LongTime, TestContext.Current.CancellationToken);

    [Fact]
    public async Task When_everything_fails_at_once_a_few_messages_name_each_check_once()
    {
        var channel = Channel(TenSeconds);
        for (var i = 0; i < 450; i++)
            channel.Tell(An($"c{i:000}", start: StartedAt), _check.Ref);
        await Done(channel);
        Assert.True(_mail.IsQuiet);
        Advance(10);
        var bodies = new List<string>();
        for (var i = 0; i < 3; i++)
            bodies.Add((await _mail.NextAsync()).Notice!.Body); // several at once
        Assert.Equal([200, 200, 50], bodies.Select(body => body.TrimEnd().Split('\n').Length));
        Assert.Equal(450, (await Delivered(450)).Distinct().Count());
        Assert.All(Enumerable.Range(0, 450), i => Assert.Single(bodies, body => body.Contains($" c{i:000} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_alert_alone_reads_as_ever_after_its_wait()
    {
        var channel = Channel(TenSeconds);
        channel.Tell(An("a", start: StartedAt), _check.Ref);
        await Done(channel);
        Advance(10);
        Assert.Null((await _mail.NextAsync()).Notice);
        await Delivered(1);
    }

    [Fact]
    public async Task A_bundle_that_was_not_taken_is_sent_again_as_it_was()
    {
        _mail.Answers(new Delivery.TryLater("busy"));
        var channel = Channel(TenSeconds);
        channel.Tell(An("a", start: StartedAt), _check.Ref);
        channel.Tell(An("b", start: StartedAt), _check.Ref);
        await Done(channel);
        Advance(10);
        var first = await _mail.NextAsync();
        await Hear<CheckCommand.SettleAlert>(_check, settled => settled.Settlement == AlertSettlement.Held);
        await Hear<CheckCommand.SettleAlert>(_check, settled => settled.Settlement == AlertSettlement.Held);
        channel.Tell(An("c", start: StartedAt), _check.Ref);
        await Done(channel);
        Advance(10);
        Assert.Equal(first.Id, (await _mail.NextAsync()).Id);
        await Delivered(2);
        Advance(10);
        Assert.Equal("c/1/first_fail", (await _mail.NextAsync()).Id);
    }

    [Fact]
    public async Task The_built_in_channels_follow_the_file()
    {
        var alerts = Sys.ActorOf(Props.Create(() => new AlertsActor(new[] { _mail }, Time)));
        alerts.Tell(new UseChannels([], new ChannelManner(TenSeconds)));
        alerts.Tell(An("a", start: StartedAt), _check.Ref);
        alerts.Tell(An("b", start: StartedAt), _check.Ref);
        await AwaitAssertAsync(async () => await Done(await Sys.ActorSelection(alerts.Path / "email~1").ResolveOne(Some.LongTime, TestContext.Current.CancellationToken)), Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        Advance(10);
        Assert.StartsWith("[P2][2 FIRST_FAIL] a, b", (await _mail.NextAsync()).Notice!.Subject, StringComparison.Ordinal); // several at once
    }

    [Fact]
    public async Task A_group_that_waits_for_its_interval_holds_up_no_other()
    {
        var channel = Channel(new Grouping(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), ["group"]));
        channel.Tell(An("a", group: "x", start: StartedAt), _check.Ref);
        await Done(channel);
        Advance(10);
        Assert.Equal("a", (await _mail.NextAsync()).Check.Value);
        await Delivered(1);
        channel.Tell(An("b", group: "x", start: StartedAt), _check.Ref); // due in an hour
        channel.Tell(An("c", group: "y", start: StartedAt), _check.Ref);
        await Done(channel);
        Advance(10);
        Assert.Equal("c", (await _mail.NextAsync()).Check.Value);
        await Delivered(1);
        await Done(channel);
        Assert.True(_mail.IsQuiet);
    }

    [Fact]
    public async Task What_no_longer_is_bundled_waits_no_longer()
    {
        var alerts = Sys.ActorOf(Props.Create(() => new AlertsActor(new[] { _mail }, Time)));
        alerts.Tell(new UseChannels([], new ChannelManner(new Grouping(TimeSpan.FromMinutes(10), TimeSpan.Zero, []))));
        alerts.Tell(An("a", start: StartedAt), _check.Ref);
        await alerts.Ask<ChannelList>(ChannelQuery.Get.Instance, Some.LongTime, TestContext.Current.CancellationToken);
        alerts.Tell(new UseChannels([], ChannelManner.Plain));
        Assert.Equal("a", (await _mail.NextAsync()).Check.Value);
    }

    [Fact]
    public void A_chat_gets_whole_lines_and_is_told_how_many_there_are_besides()
    {
        var digest = Digest.Of([.. Enumerable.Range(0, 200).Select(i => An($"check-number-{i:000}"))]);
        var lines = AlertWords.Of(digest, null).Reason!.Split('\n'); // a digest has a body
        Assert.All(lines[..^1], line => Assert.EndsWith("first_fail: refused", line, StringComparison.Ordinal));
        Assert.Equal($"… and {200 - (lines.Length - 1)} more lines: see the board", lines[^1]);
        Assert.True(lines.Sum(line => line.Length + 1) <= 1001);
    }
}
