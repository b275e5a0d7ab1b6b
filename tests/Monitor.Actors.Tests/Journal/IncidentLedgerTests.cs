using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Journal;

/// <summary>Incidents, read from a journal.</summary>
public abstract class IncidentLedgerTests(TestStore store) : StoreTest(store)
{
    private static DateTimeOffset At(int minute) => Some.T0.AddMinutes(minute);

    private static string Id(string check, int minute) => $"{check}/{At(minute).ToUnixTimeMilliseconds()}";

    private static (string Check, CheckEvent Happened) Of(string check, CheckEvent happened) => (check, happened);

    private static (string Check, CheckEvent Happened) Down(string check, int minute, string reason = "HTTP 503", int? failing = null) =>
        Of(check, new CheckEvent.WentDown(At(minute), Id(check, minute), reason, FailingSince: failing is { } since ? At(since) : null));

    private static (string Check, CheckEvent Happened) Up(string check, int minute, int began, string? cure = null) =>
        Of(check, new CheckEvent.Recovered(At(minute), Id(check, began), Cure: cure));

    private static (string Check, CheckEvent Happened) Alert(string check, int minute, int began, AlertKind kind = AlertKind.FirstFail, params string[] channels) => Of(check, new CheckEvent.AlertRaised(
        At(minute), CheckDecider.AlertId(Id(check, began), kind), kind, Id(check, began), "P1", "HTTP 503", null, [.. channels]));

    private static (string Check, CheckEvent Happened) Delivered(string check, int minute, int began, string channel, AlertKind kind = AlertKind.FirstFail) =>
        Of(check, new CheckEvent.AlertDelivered(At(minute), CheckDecider.AlertId(Id(check, began), kind), channel));

    private static (string Check, CheckEvent Happened) Noted(string check, int minute, int began, string text) => Of(check, new CheckEvent.Noted(At(minute), Id(check, began), "Priya", text));

    private Task In(IEnumerable<(string Check, CheckEvent Happened)> journal, Func<IncidentLedger, Task> test) =>
        StoredJournal.InAsync(Folder, StoredJournal.Rows(journal), engine => test(engine.GetRequiredService<IncidentLedger>()));

    private static async Task<IncidentRecords> Read(IncidentLedger ledger, IncidentFilter? filter = null, int limit = 100) =>
        await ledger.ReadAsync(filter ?? new IncidentFilter(), limit, TestContext.Current.CancellationToken);

    private static async Task<string[]> Lines(IncidentLedger ledger, IncidentFilter? filter = null, int limit = 100) =>
        [.. (await Read(ledger, filter, limit)).Incidents.Select(Line)];

    private static string Line(IncidentRecord incident) =>
        $"{incident.Check} {(incident.Since - Some.T0).TotalMinutes} to {(incident.End?.At - Some.T0)?.TotalMinutes} {incident.End?.Kind}".TrimEnd();

    private static async Task<IncidentStory> Story(IncidentLedger ledger, string check, int began) =>
        await ledger.StoryAsync(check, Id(check, began), TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("there is none");

    private static IEnumerable<(string, CheckEvent)> SomeJournal =>
    [
        Down("a", 1), Down("b", 2, failing: 0), Up("a", 4, began: 1), Of("b", new CheckEvent.Retired(At(6))), Down("a", 9), Down("c", 10),
    ];

    [Fact]
    public Task Those_that_began_last_come_first_each_with_its_end() => In(SomeJournal, async ledger =>
        Assert.Equal(["c 10 to", "a 9 to", "b 0 to 6 Removed", "a 1 to 4 Recovered"], await Lines(ledger)));

    [Fact]
    public Task They_can_be_narrowed() => In(SomeJournal, async ledger =>
    {
        Assert.Equal(["a 9 to", "a 1 to 4 Recovered"], await Lines(ledger, new IncidentFilter("a")));
        Assert.Equal(["c 10 to", "b 0 to 6 Removed"], await Lines(ledger, new IncidentFilter(Checks: new HashSet<string> { "b", "c" })));
        Assert.Equal(["a 9 to", "b 0 to 6 Removed"], await Lines(ledger, new IncidentFilter(Since: At(2), Until: At(10))));
        Assert.Equal(["a 9 to", "b 0 to 6 Removed", "a 1 to 4 Recovered"], await Lines(ledger, new IncidentFilter { Without = new HashSet<string> { Id("c", 10) } }));
        Assert.Empty(await Lines(ledger, new IncidentFilter("nobody")));
    });

    [Fact]
    public Task A_page_leads_to_the_one_behind_it() => In(SomeJournal, async ledger =>
    {
        var first = await Read(ledger, limit: 3);
        Assert.Equal(["c 10 to", "a 9 to", "b 0 to 6 Removed"], first.Incidents.Select(Line));
        Assert.False(first.IsCut);
        var second = await Read(ledger, new IncidentFilter(Before: first.Next), 3);
        Assert.Equal(["a 1 to 4 Recovered"], second.Incidents.Select(Line));
        Assert.Null(second.Next);
    });

    [Fact]
    public Task One_whose_end_cannot_be_read_ends_with_the_next() => In([Down("a", 1), Down("a", 7)], async ledger =>
        Assert.Equal(["a 7 to", "a 1 to 7 Unread"], await Lines(ledger)));

    [Fact]
    public Task It_says_who_was_told_who_took_it_on_and_what_was_done() => In(
        [
            Down("a", 1), Alert("a", 1, 1, channels: ["email", "hook", "pager"]), Delivered("a", 1, 1, "hook"),
            Of("a", new CheckEvent.Acknowledged(At(2), Id("a", 1), null, "Priya", "on it")),
            Of("a", new CheckEvent.RemedyRequested(At(2), "0-1", 0, "restart", Id("a", 1))), Of("a", new CheckEvent.RemedySettled(At(3), "0-1", "restart", RemedyVerdict.Succeeded)),
            Of("a", new CheckEvent.RemedyJudged(At(4), "0-1", 0, "restart", Id("a", 1), RemedyEffect.Fixed, 1, 12)),
            Of("a", new CheckEvent.AlertAbandoned(At(4), CheckDecider.AlertId(Id("a", 1), AlertKind.FirstFail), "pager", "refused")),
            Up("a", 4, 1, "fixed by restart after 12 s, 1st try"), Alert("a", 4, 1, AlertKind.Recovered, "hook"), Delivered("a", 5, 1, "email"), Delivered("a", 5, 1, "hook", AlertKind.Recovered),
            Down("a", 9), Of("a", new CheckEvent.AlertSuppressed(At(9), AlertKind.FirstFail, Id("a", 9), "maintenance", "in maintenance", null, [])),
            Of("a", new CheckEvent.Acknowledged(At(9), Id("a", 9), null, "Asha")), Of("a", new CheckEvent.AcknowledgementEnded(At(10), Id("a", 9), "Asha")),
        ],
        async ledger =>
        {
            var (held, told) = (await Read(ledger)).Incidents is [var second, var first] ? (second, first) : throw new InvalidOperationException();
            Assert.Equal([("email", DeliveryState.Delivered), ("hook", DeliveryState.Delivered), ("pager", DeliveryState.Abandoned)], told.Channels.Select(channel => (channel.Key, channel.Value)));
            Assert.Equal(("P1", "Priya", "on it", null), (told.Severity, told.Acknowledged?.By, told.Acknowledged?.Note, told.NotTold));
            Assert.Equal(["Remedy restart fixed it after 12 s, 1st try"], told.Remedies.Select(remedy => remedy.Text));
            Assert.Equal("fixed by restart after 12 s, 1st try", told.End?.Cure);
            Assert.Equal(("in maintenance", null), (held.NotTold, held.Acknowledged));
            Assert.Empty(held.Channels);
        });

    [Fact]
    public Task Its_story_ends_with_what_became_of_its_alerts() => In(
        [
            Down("a", 1), Down("b", 1), Alert("a", 1, 1, channels: ["email"]), Noted("a", 2, 1, "looking"), Up("a", 4, 1), Of("a", new CheckEvent.Degraded(At(4), "slow")), Delivered("a", 5, 1, "email"),
            Down("a", 9), Noted("a", 10, 1, "it was the disk"), Noted("a", 10, 9, "again"),
        ],
        async ledger =>
        {
            var story = await Story(ledger, "a", 1);
            Assert.Equal(["down", "alert", "recovered", "alert-delivered"], story.Events.Select(happened => happened.Kind));
            Assert.Equal(["looking", "it was the disk"], story.Notes.Select(note => note.Text));
            Assert.Equal((false, At(4)), (story.IsCut, story.Incident.End?.At));
            Assert.Equal(["again"], (await Story(ledger, "a", 9)).Notes.Select(note => note.Text));
        });

    [Fact]
    public Task One_that_is_not_there_is_not_found() => In(SomeJournal, async ledger =>
    {
        foreach (var (check, id) in new[] { ("a", Id("a", 2)), ("nobody", Id("nobody", 1)), ("a", "a/x"), ("a", "a"), ("a", "a/99999999999999999") })
            Assert.Null(await ledger.StoryAsync(check, id, TestContext.Current.CancellationToken));
        var found = await ledger.FindAsync([("a", Id("a", 9)), ("b", Id("b", 2)), ("b", Id("b", 3))], TestContext.Current.CancellationToken);
        Assert.Equal(["a 9 to", "b 0 to 6 Removed"], found.Values.Select(Line).Order());
    });

    [Fact]
    public Task An_end_far_away_is_found_and_a_story_that_is_too_long_is_cut() => In(
        [Down("a", 1), .. Enumerable.Range(1, 600).Select(i => Of("a", new CheckEvent.RunSeen(At(1), $"run-{i}"))), Up("a", 20, 1), Down("b", 21)],
        async ledger =>
        {
            Assert.Equal(["b 21 to", "a 1 to 20 Recovered"], await Lines(ledger));
            var story = await Story(ledger, "a", 1);
            Assert.Equal((true, At(20)), (story.IsCut, story.Incident.End?.At));
        });

    [Fact]
    public Task A_damaged_event_does_not_hide_the_others() => In(SomeJournal, async ledger =>
    {
        await Store.ExecuteAsync($"UPDATE journal SET message = {Store.Garbage} WHERE ordering IN (1002, 1004)");
        Assert.Equal(["c 10 to", "b 0 to 6 Removed", "a 1 to"], await Lines(ledger));
    });

    [Fact]
    public Task It_reads_on_beyond_one_stretch() => In(
        [Down("a", 1), Up("a", 2, 1), .. Enumerable.Range(3, 2_400).Select(i => Down("b", i))],
        async ledger =>
        {
            Assert.Equal(["a 1 to 2 Recovered"], await Lines(ledger, new IncidentFilter("a")));
            Assert.Equal(["a 1 to 2 Recovered"], await Lines(ledger, new IncidentFilter(Checks: new HashSet<string> { "a" })));
        });

    [Fact]
    public Task What_else_failed_at_the_time_is_known() => StoredJournal.InAsync(
        Folder,
        StoredJournal.Rows([Down("a", 1), Down("b", 2), Up("a", 4, 1), Down("c", 5), Up("c", 6, 5), Up("b", 8, 2), Down("d", 9)]),
        async engine =>
        {
            var log = engine.GetRequiredService<IncidentLog>();
            async Task<string[]> During(int since, int until) => [.. (await log.DuringAsync(At(since), At(until), TestContext.Current.CancellationToken)).Select(one => one.Check)];
            Assert.Equal(["a", "b"], await During(2, 4));
            Assert.Equal(["b", "c"], await During(5, 7));
            Assert.Equal(["d"], await During(9, 20));
            Assert.Empty(await During(24 * 60 * 2, 24 * 60 * 2));
        });
}

/// <inheritdoc/>
public sealed class IncidentLedgerOnSqliteTests() : IncidentLedgerTests(new SqliteTestStore());

/// <inheritdoc/>
public sealed class IncidentLedgerOnPostgresTests(PostgresServer server) : IncidentLedgerTests(new PostgresTestStore(server));
