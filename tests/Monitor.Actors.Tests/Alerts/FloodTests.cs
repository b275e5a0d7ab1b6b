using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts;

/// <summary>Three hundred checks fail at once, and recover at once: the small form of FAULTS R-21 with real mail and a real webhook.</summary>
/// <remarks>The large form, with the whole monitor, is in tests/long-form.sh.</remarks>
public sealed class FloodTests : ActorTest
{
    private const int Checks = 300;
    private const int Wait = 10;

    private readonly MailSink _mail = new();
    private readonly ChannelBench _hook = new();
    private readonly TestProbe _check;
    private readonly IActorRef _alerts;

    public FloodTests()
    {
        _check = CreateTestProbe();
        var mail = EmailNotifier.Of(EmailOptions.Read(_mail.Environment, Assert.Fail)!, TimeProvider.System).Single(); // it has a host, and one recipient
        _alerts = Sys.ActorOf(Props.Create(() => new AlertsActor(new INotifier[] { mail }, Time)));
        _alerts.Tell(new UseChannels([_hook.Channel("type: webhook, url: '{SECRET_URL}'")], new ChannelManner(new Grouping(TimeSpan.FromSeconds(Wait), TimeSpan.Zero, []))));
    }

    private static string[] Names { get; } = [.. Enumerable.Range(0, Checks).Select(i => $"c{i:000}")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _hook.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task Mail_gets_two_digests_of_each_phase_and_the_webhook_each_alert_once()
    {
        await Phase(AlertKind.FirstFail, "[P2][200 FIRST_FAIL] c000, c001, c002 and 197 more", "[P2][100 FIRST_FAIL] c200, c201, c202 and 97 more");
        await Phase(AlertKind.Recovered, "[P2][200 RECOVERED] c000, c001, c002 and 197 more", "[P2][100 RECOVERED] c200, c201, c202 and 97 more");
        Assert.Equal(0, _mail.Waiting);
        Assert.Equal(2 * Checks, _hook.Target.Requests.Select(request => request.Split("Idempotency-Key: ")[1].Split('\r')[0]).Distinct().Count());
        Assert.Equal(2 * Checks, _hook.Target.Requests.Count);
    }

    private async Task Phase(AlertKind kind, params string[] subjects)
    {
        var at = Time.GetUtcNow();
        foreach (var name in Names)
            foreach (var channel in new[] { "email", "it" })
                _alerts.Tell(new OfferAlert(CheckName.Of(name), new CheckEvent.AlertRaised(
                    at, $"{name}/1/{AlertKinds.Word(kind)}", kind, $"{name}/1", "P2", "because", null, ["email", "it"]), channel), _check.Ref);
        Assert.Equal(Names, await Delivered("it")); // nobody waits for the mail
        Assert.Equal(0, _mail.Waiting);
        Advance(Wait);
        var named = new List<string>();
        foreach (var subject in subjects)
        {
            var digest = await _mail.NextAsync();
            Assert.Equal(subject, digest.Subject);
            named.AddRange(digest.TextBody!.Trim().ReplaceLineEndings("\n").Split('\n').Select(line => line.Split("] ")[1].Split(' ')[0])); // it has lines
        }

        Assert.Equal(Names, named);
        Assert.Equal(Names, await Delivered("email"));
    }

    /// <summary>The checks that a channel says it has told of, in order.</summary>
    private async Task<string[]> Delivered(string channel)
    {
        var told = new List<string>();
        while (told.Count < Checks)
        {
            var settled = await Hear<CheckCommand.SettleAlert>(_check);
            Assert.Equal((channel, AlertSettlement.Delivered), (settled.Channel, settled.Settlement));
            told.Add(settled.Id.Split('/')[0]);
        }

        return [.. told];
    }
}
