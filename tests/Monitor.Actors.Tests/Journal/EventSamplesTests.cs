using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Journal;

public sealed class EventSamplesTests
{
    private static readonly Type[] Kinds = [.. typeof(CheckEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(CheckEvent)))];

    [Fact]
    public void Every_event_has_a_manifest_and_every_manifest_an_event() =>
        Assert.Equal(
            Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal),
            EventManifests.All.Select(manifest => EventManifests.TypeOf(manifest)!.Name).Order(StringComparer.Ordinal)); // it is in the table

    [Fact]
    public void Every_manifest_has_a_sample() => Assert.Equal(EventManifests.All.Order(StringComparer.Ordinal), EventSamples.Manifests);

    [Fact]
    public void Every_sample_still_reads_and_writes_back_the_same() => Assert.All(EventSamples.Manifests, manifest =>
    {
        var happened = EventSamples.Read(manifest);
        Assert.Equal(manifest, EventManifests.Of(happened));
        Assert.True(Same(EventSamples.Stored(manifest), EventJson.Write(happened)), Encoding.UTF8.GetString(EventJson.Write(happened)));
    });

    [Fact]
    public void Every_field_of_an_event_is_in_its_sample() => Assert.All(EventSamples.Manifests, manifest =>
    {
        using var json = JsonDocument.Parse(EventSamples.Stored(manifest));
        var fields = EventManifests.TypeOf(manifest)!.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)); // it is in the table
        Assert.Equal(fields.Order(StringComparer.Ordinal), json.RootElement.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Every_event_can_be_applied_in_any_state()
    {
        var failing = EventSamples.All.OfType<CheckEvent.WentDown>().Aggregate(CheckState.New, (state, down) => state.Apply(down));
        Assert.All(EventSamples.All, happened =>
        {
            Assert.NotNull(CheckState.New.Apply(happened));
            Assert.NotNull(failing.Apply(happened));
        });
    }

    [Fact]
    public void Every_event_says_what_happened() => Assert.All(EventSamples.All, happened =>
        Assert.False(string.IsNullOrWhiteSpace(EventText.Of(happened))));

    [Fact]
    public void An_event_a_newer_version_wrote_is_named() =>
        Assert.Equal(
            "the journal holds an event \"silenced\" that this version does not know; it was written by a newer one",
            Assert.Throws<JournalFormatException>(() => EventJson.Read("{}"u8, "silenced")).Message);

    [Theory]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"at\":\"yesterday\"}")]
    public void An_event_that_cannot_be_read_is_named(string json) =>
        Assert.StartsWith(
            "an event \"down\" in the journal cannot be read",
            Assert.Throws<JournalFormatException>(() => EventJson.Read(Encoding.UTF8.GetBytes(json), "down")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_field_that_a_newer_version_added_is_left_aside() =>
        Assert.Equal(new CheckEvent.CameUp(Some.T0), EventJson.Read("""{"at":"2026-03-02T09:00:00+00:00","mood":"good"}"""u8, "up"));

    public static TheoryData<CheckEvent, string> Sentences { get; } = new()
    {
        { new CheckEvent.Defined(Some.T0, "checks.yaml:14", "", ""), "Defined in checks.yaml:14" },
        { Some.CameUp(), "First result: OK" },
        { Some.WentDown(), "Went down: HTTP 503, expected 200" },
        { Some.Recovered(), "Recovered" },
        { Some.Recovered(after: "http_post"), "Recovered after http_post" },
        { Some.FirstFailAlert(channels: ["console", "email"]), "Alert first_fail for console, email" },
        { Some.FirstFailAlert() with { Repeats = Some.FirstFail(), By = "the API" }, "Alert first_fail for email (resent by the API)" },
        { new CheckEvent.AlertDelivered(Some.T0, "a/1/deadline_miss/2026-03-02", "email"), "Alert deadline_miss delivered by email" },
        { new CheckEvent.AlertHeld(Some.T0, "a/recovered/1/first_fail", "email", "no route"), "Alert first_fail not delivered by email yet: no route" },
        { new CheckEvent.AlertAbandoned(Some.T0, "a/1/recovered", "email", "refused"), "Alert recovered given up by email: refused" },
        { new CheckEvent.JobStartSettled(Some.T0, "job_1"), "Job started as job_1" },
        { new CheckEvent.JobStartSettled(Some.T0, null, "job start failed: HTTP 500"), "job start failed: HTTP 500" },
        { new CheckEvent.Noted(Some.T0, "a/1", "Priya", "disk replaced\nall fine"), "Note by Priya: disk replaced all fine" },
        { Some.RemedySettled(), "Remedy restart done" },
        { Some.RemedySettled(verdict: RemedyVerdict.Failed), "Remedy restart failed" },
        { Some.RemedySettled(verdict: RemedyVerdict.Lost), "Remedy restart lost: the monitor stopped before it knew" },
        { Some.RemedySettled(verdict: RemedyVerdict.Refused), "Remedy restart not run: what it shares with others was taken in the same moment" },
        { new CheckEvent.RemedyExhausted(Some.T0, 0, "restart", "a/1", "restart ran 3 times"), "Remedy restart does no more in this incident: restart ran 3 times" },
        { Some.RemedyRequested(0), "Remedy restart runs" },
        { Some.RemedyRequested(0) with { By = "the board" }, "Remedy restart runs, approved by the board" },
        { new CheckEvent.RemedyProposed(Some.T0, "0-1", 0, "restart", "a/1", Some.T0.AddHours(1)), "Remedy restart waits for approval until 2026-03-02 10:00 UTC" },
        { new CheckEvent.RemedyRehearsed(Some.T0, 0, "restart", "a/1"), "Remedy restart would have run; it is only tried out (dry_run)" },
        { Some.RemedyJudged(RemedyEffect.Fixed, tried: 2, seconds: 12.4), "Remedy restart fixed it after 12 s, 2nd try" },
        { Some.RemedyJudged(RemedyEffect.DidNotHelp), "Remedy restart did not help: HTTP 503, expected 200" },
        { Some.RemedyJudged(RemedyEffect.MadeWorse), "Remedy restart made it worse: HTTP 503, expected 200" },
        { Some.RemedyJudged(RemedyEffect.Unknown, reason: "nobody looked"), "Whether remedy restart helped is not known: nobody looked" },
        { Some.Recovered(after: "restart", cure: "fixed by restart after 12 s, 1st try"), "Recovered: fixed by restart after 12 s, 1st try" },
    };

    [Theory]
    [MemberData(nameof(Sentences), DisableDiscoveryEnumeration = true)]
    public void An_event_reads_as_a_sentence(CheckEvent happened, string sentence) => Assert.Equal(sentence, EventText.Of(happened));

    private static bool Same(byte[] one, byte[] other)
    {
        using var a = JsonDocument.Parse(one);
        using var b = JsonDocument.Parse(other);
        return JsonElement.DeepEquals(a.RootElement, b.RootElement);
    }
}
