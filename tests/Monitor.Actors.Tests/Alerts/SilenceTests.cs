using System.Text.Json;
using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Rules;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Alerts;

/// <summary>What is silenced, for how long, and what a restart leaves of it.</summary>
public sealed class SilenceTests : ActorTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SilenceBook _book = new();
    private readonly TestProbe _news;

    public SilenceTests() => _news = Listen<SilencesChanged>();

    private static Silence Of(CheckMatcher match, double hours = 1, string id = "s-1") =>
        new(id, match, Some.T0, Some.T0.AddHours(hours), "asha", "known, see ticket 7");

    private async Task<IActorRef> Start(SilenceBook? book = null)
    {
        var silences = Sys.ActorOf(Props.Create<SilencesActor>(book ?? _book, Time));
        await Hear<SilencesChanged>(_news);
        return silences;
    }

    private Task<SilenceReply> Begin(IActorRef silences, TimeSpan length) => silences.Ask<SilenceReply>(
        new SilenceRequest.Begin(new CheckMatcher { Tags = ["db"] }, Time.GetUtcNow() + length, "asha", "new disks"), Some.LongTime, TestContext.Current.CancellationToken);

    private static Task<SilenceReply> End(IActorRef silences, string id) =>
        silences.Ask<SilenceReply>(new SilenceRequest.End(id, "asha"), Some.LongTime, TestContext.Current.CancellationToken);

    [Fact]
    public void A_silence_concerns_the_checks_that_match_while_it_lasts()
    {
        var list = new SilenceList([Of(new CheckMatcher { Names = ["db-*"] }), Of(new CheckMatcher { Tags = ["x"] }, 9, "s-2")]);
        Assert.Equal("s-1", list.Of(Some.Definition(), Some.T0)?.Id);
        Assert.Equal("s-2", list.Of(Some.Definition() with { Tags = ["X"] }, Some.T0)?.Id);
        Assert.Null(list.Of(Some.Definition(), Some.T0 + Hour));
        Assert.Null(new SilenceList([Of(new CheckMatcher { Groups = ["payments"] })]).Of(Some.Definition(), Some.T0));
        Assert.NotNull(new SilenceList([Of(CheckMatcher.All)]).Of(Some.Definition(), Some.T0));
    }

    [Fact]
    public void What_is_held_says_by_whom_until_when_and_why() => Assert.Equal(
        "silenced by asha until 10:00 UTC: known, see ticket 7",
        SilenceRule.Holds(Facts(new(Of(CheckMatcher.All), IsKnown: true)))?.Reason);

    [Fact]
    public void Until_the_journal_is_read_nobody_is_told_of_anything_and_remedies_run()
    {
        Assert.Null(_book.Current);
        Assert.Equal((SilenceRule.Name, false), SilenceRule.Holds(Facts(_book.Of(Some.Definition(), Some.T0))) is { } holding ? (holding.Rule, holding.RemediesToo) : default);
        Assert.Null(SilenceRule.Holds(Facts(SilenceStanding.None)));
    }

    private static HoldingFacts Facts(SilenceStanding silence) => new(Some.Definition(), CheckState.New, [], Some.T0) { Silence = silence };

    [Fact]
    public void What_fails_in_a_silence_is_told_once_when_it_ends()
    {
        var silenced = new SilenceStanding(Of(CheckMatcher.All), IsKnown: true);
        var story = Story.Given(Some.Definition());
        story.When(Quiet(Some.Failure(), silenced), Quiet(Some.Failure(), silenced));
        Assert.Empty(story.Journal.OfType<CheckEvent.AlertRaised>());
        story.When(Some.Failure(), Some.Failure());
        Assert.Equal([AlertKind.FirstFail], story.Journal.OfType<CheckEvent.AlertRaised>().Select(e => e.Kind));
    }

    private static Step Quiet(Step round, SilenceStanding silence) =>
        (state, definition, now) => (CheckCommand.RecordResult)round(state, definition, now) with { Silence = silence };

    [Fact]
    public async Task A_silence_survives_a_restart_and_ends_in_time()
    {
        var silences = await Start();
        Assert.Empty(_book.Current!.All); // it has said so
        var begun = await Begin(silences, Hour);
        Assert.Equal(("asha", "new disks"), (begun.Silence?.By, begun.Silence?.Reason));
        Watch(silences);
        Sys.Stop(silences);
        await ExpectTerminatedAsync(silences, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        var later = new SilenceBook();
        await Hear<SilencesChanged>(_news, change => change.Silences.All.Length == 1);
        silences = await Start(later);
        Assert.Equal(begun.Silence?.Id, Assert.Single(later.Current!.All).Id); // it has said so
        for (var minute = 0; minute <= 60; minute++)
        {
            await silences.Ask<ActorIdentity>(new Identify(null), Some.LongTime, TestContext.Current.CancellationToken); // it has set its timer
            Advance(60);
        }

        await Hear<SilencesChanged>(_news, change => change.Silences.All.IsEmpty);
        Assert.Empty(later.Current!.All); // it has said so
    }

    [Fact]
    public async Task A_silence_can_be_ended_early_once()
    {
        var silences = await Start();
        var begun = await Begin(silences, Hour);
        var id = begun.Silence!.Id; // it was stored
        Assert.Null((await End(silences, id)).Problem);
        Assert.Contains("there is no silence", (await End(silences, id)).Problem, StringComparison.Ordinal);
        Assert.Empty(_book.Current!.All); // it has said so
    }

    [Fact]
    public async Task There_are_not_more_than_people_can_see()
    {
        var silences = await Start();
        for (var i = 0; i < SilencesActor.Most; i++)
            Assert.Null((await Begin(silences, Hour)).Problem);
        Assert.Contains("end some", (await Begin(silences, Hour)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silence", """{"at":"2026-03-02T09:00:00+00:00","silence":{"id":"s-1","match":{"names":["api-*"],"tags":["db","web"],"groups":[],"severities":[],"types":[]},"since":"2026-03-02T09:00:00+00:00","until":"2026-03-02T11:00:00+00:00","by":"the API","reason":"new disks"}}""",
        "Silenced by the API: name api-*, tag db or web, until 2026-03-02 11:00 UTC: new disks")]
    [InlineData("silence-ended", """{"at":"2026-03-02T09:10:00+00:00","id":"s-1","by":"its end"}""", "Silence s-1 ended by its end")]
    public void What_was_stored_is_read_written_and_told(string manifest, string json, string text)
    {
        var happened = SilenceSerializer.Read(System.Text.Encoding.UTF8.GetBytes(json), manifest);
        Assert.Equal(text, SilenceText.Of(happened).Text);
        var written = new SilenceSerializer((ExtendedActorSystem)Sys).ToBinary(happened);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(written)));
        Assert.Throws<JournalFormatException>(() => SilenceSerializer.Read("{}"u8, "silence-of-the-future"));
        Assert.Throws<JournalFormatException>(() => SilenceSerializer.Read("{"u8, manifest));
    }

    [Theory]
    [InlineData("api *", "api eu")]
    [InlineData("DOMAIN\\host", "DOMAINhost")]
    [InlineData("what?", "whats")]
    public void One_check_is_silenced_by_its_name_whatever_letters_it_has(string name, string other)
    {
        var exactly = CheckMatcher.Exactly(name);
        Assert.True(exactly.Concerns(Some.Definition() with { Name = CheckName.Of(name) }));
        Assert.False(exactly.Concerns(Some.Definition() with { Name = CheckName.Of(other) }));
    }
}
