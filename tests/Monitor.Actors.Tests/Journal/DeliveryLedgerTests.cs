using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;

namespace Monitor.Actors.Tests.Journal;

/// <summary>What became of alerts, read from a journal.</summary>
public abstract class DeliveryLedgerTests(TestStore store) : StoreTest(store)
{
    private const string Incident = "a/1";

    private static readonly string First = CheckDecider.AlertId(Incident, AlertKind.FirstFail);

    private static DateTimeOffset At(int minute) => Some.T0.AddMinutes(minute);

    private static CheckEvent Raised(int minute, string incident = Incident, AlertKind kind = AlertKind.FirstFail, params string[] channels) => new CheckEvent.AlertRaised(
        At(minute), CheckDecider.AlertId(incident, kind), kind, incident, "P2", "HTTP 503", null, channels is [] ? ["email", "hook"] : [.. channels], "route 1");

    private static CheckEvent Delivered(int minute, string id, string channel, string? answer = null) => new CheckEvent.AlertDelivered(At(minute), id, channel, answer);

    private static CheckEvent Held(int minute, string id, string channel, string why) => new CheckEvent.AlertHeld(At(minute), id, channel, why);

    private static CheckEvent Abandoned(int minute, string id, string channel, string why) => new CheckEvent.AlertAbandoned(At(minute), id, channel, why);

    private static CheckEvent Instead(int minute, string silent, string other) => new CheckEvent.AlertRaised(
        At(minute), $"{First}/{minute}", AlertKind.FirstFail, Incident, "P2", "HTTP 503", null, [other], Repeats: First, InsteadOf: silent);

    private static (string Check, CheckEvent Happened) Of(string check, CheckEvent happened) => (check, happened);

    private Task In(IEnumerable<(string Check, CheckEvent Happened)> journal, Func<DeliveryLedger, Task> test) =>
        StoredJournal.InAsync(Folder, StoredJournal.Rows(journal), engine => test(engine.GetRequiredService<DeliveryLedger>()));

    private static async Task<DeliveryPage> Read(DeliveryLedger ledger, DeliveryFilter? filter = null, int limit = 100) =>
        await ledger.ReadAsync(filter ?? new DeliveryFilter(), limit, TestContext.Current.CancellationToken);

    private static async Task<string[]> Lines(DeliveryLedger ledger, DeliveryFilter? filter = null) =>
        [.. (await Read(ledger, filter)).Deliveries.Select(delivery => $"{delivery.Check} {AlertKinds.Word(delivery.Alert.Kind)} {delivery.Channel} {delivery.State}")];

    private static IEnumerable<(string, CheckEvent)> SomeJournal =>
    [
        Of("a", new CheckEvent.WentDown(At(0), Incident, "HTTP 503")),
        Of("a", Raised(0)),
        Of("a", Held(1, First, "email", "connection refused")),
        Of("a", Delivered(1, First, "hook", "HTTP 200: taken")),
        Of("b", Raised(2, "b/2", AlertKind.FirstFail, "hook")),
        Of("a", Held(3, First, "email", "login refused")),
        Of("a", Abandoned(4, First, "email", "550 no such user")),
        Of("a", Raised(5, Incident, AlertKind.Recovered, "hook")),
        Of("a", Delivered(6, CheckDecider.AlertId(Incident, AlertKind.Recovered), "hook")),
    ];

    [Fact]
    public Task It_says_of_each_alert_and_channel_what_became_of_it() => In(SomeJournal, async ledger =>
    {
        var all = (await Read(ledger)).Deliveries;
        Assert.Equal(
            ["a recovered hook Delivered", "b first_fail hook Waiting", "a first_fail email Abandoned", "a first_fail hook Delivered"],
            await Lines(ledger));
        var abandoned = all[2];
        Assert.Equal((At(4), "550 no such user", "route 1"), (abandoned.SettledAt, abandoned.Answer, abandoned.Alert.Via));
        Assert.Equal([new HeldReason(At(1), "connection refused"), new HeldReason(At(3), "login refused")], abandoned.Held);
        Assert.Equal((At(1), "HTTP 200: taken"), (all[3].SettledAt, all[3].Answer));
        Assert.Null(all[1].SettledAt);
    });

    [Fact]
    public Task It_can_be_narrowed() => In(SomeJournal, async ledger =>
    {
        Assert.Equal(["b first_fail hook Waiting"], await Lines(ledger, new DeliveryFilter("b")));
        Assert.Equal(["a first_fail email Abandoned"], await Lines(ledger, new DeliveryFilter(Channel: "EMAIL")));
        Assert.Equal(["a first_fail email Abandoned"], await Lines(ledger, new DeliveryFilter(State: DeliveryState.Abandoned)));
        Assert.Equal(["a recovered hook Delivered", "b first_fail hook Waiting"], await Lines(ledger, new DeliveryFilter(Since: At(2))));
        Assert.Equal(["b first_fail hook Waiting", "a first_fail email Abandoned"], await Lines(ledger, new DeliveryFilter(OnlyOpen: true)));
        Assert.Equal(["b first_fail hook Waiting"], await Lines(ledger, new DeliveryFilter { Among = new HashSet<string> { "b", "reports" } }));
        Assert.Empty(await Lines(ledger, new DeliveryFilter("nobody")));
    });

    [Fact]
    public Task A_page_leads_to_the_one_behind_it_and_cuts_no_alert() => In(SomeJournal, async ledger =>
    {
        var first = await Read(ledger, limit: 3);
        Assert.Equal(["hook", "hook", "email", "hook"], first.Deliveries.Select(delivery => delivery.Channel));
        first = await Read(ledger, limit: 2);
        Assert.Equal(["a", "b"], first.Deliveries.Select(delivery => delivery.Check));
        var second = await Read(ledger, new DeliveryFilter(Before: first.Next), 2);
        Assert.Equal([DeliveryState.Abandoned, DeliveryState.Delivered], second.Deliveries.Select(delivery => delivery.State));
        Assert.Null(second.Next);
    });

    [Fact]
    public Task One_delivery_can_be_found() => In(SomeJournal, async ledger =>
    {
        Assert.Equal(DeliveryState.Abandoned, (await ledger.FindAsync("a", First, "email", TestContext.Current.CancellationToken))?.State);
        Assert.Null(await ledger.FindAsync("a", First, "pager", TestContext.Current.CancellationToken));
        Assert.Null(await ledger.FindAsync("b", First, "email", TestContext.Current.CancellationToken));
    });

    [Fact]
    public Task A_recovery_of_what_was_never_announced_is_over() => In(
        [Of("a", Raised(0, Incident, AlertKind.Recovered, "email")), Of("a", Abandoned(1, CheckDecider.AlertId(Incident, AlertKind.Recovered), "email", CheckDecider.NeverAnnounced))],
        async ledger =>
        {
            Assert.Equal(["a recovered email Abandoned"], await Lines(ledger));
            Assert.Empty(await Lines(ledger, new DeliveryFilter(OnlyOpen: true)));
        });

    [Fact]
    public Task What_was_told_again_is_over() => In(
        [
            Of("a", Raised(0)), Of("a", Delivered(1, First, "hook")), Of("a", Abandoned(1, First, "email", "refused")),
            Of("a", new CheckEvent.AlertRaised(At(2), First + "/7", AlertKind.FirstFail, Incident, "P2", "HTTP 503", null, ["email"], Repeats: First, By: "the API")),
        ],
        async ledger =>
        {
            var all = (await Read(ledger)).Deliveries;
            Assert.Equal([(DeliveryState.Waiting, null), (DeliveryState.Abandoned, At(2)), (DeliveryState.Delivered, (DateTimeOffset?)null)], all.Select(delivery => (delivery.State, delivery.ResentAt)));
            Assert.Equal(["a first_fail email Waiting"], await Lines(ledger, new DeliveryFilter(OnlyOpen: true)));
        });

    [Fact]
    public Task What_was_told_instead_is_known_and_no_longer_open_when_given_up() => In(
        [
            Of("a", Raised(0, channels: ["email", "hook"])), Of("a", Held(1, First, "hook", "HTTP 503")), Of("a", Instead(2, "hook", "pager")),
            Of("a", Instead(3, "email", "pager")), Of("a", Abandoned(3, First, "email", "refused")),
        ],
        async ledger =>
        {
            var all = (await Read(ledger)).Deliveries;
            Assert.Equal([("pager", null), ("pager", null), ("email", "pager"), ("hook", "pager")], all.Select(delivery => (delivery.Channel, delivery.ToldInstead)));
            Assert.All(all, delivery => Assert.Null(delivery.ResentAt));
            Assert.Equal(["a first_fail pager Waiting", "a first_fail pager Waiting", "a first_fail hook Waiting"], await Lines(ledger, new DeliveryFilter(OnlyOpen: true)));
        });

    [Fact]
    public Task A_damaged_event_does_not_hide_the_others() => In(SomeJournal, async ledger =>
    {
        await Store.ExecuteAsync($"UPDATE journal SET message = {Store.Garbage} WHERE manifest = 'alert-abandoned'");
        Assert.Equal(4, (await Lines(ledger)).Length);
        await Store.ExecuteAsync($"UPDATE journal SET message = {Store.Garbage} WHERE ordering = 1001");
        Assert.Equal(["a recovered hook Delivered", "b first_fail hook Waiting"], await Lines(ledger));
    });

    [Fact]
    public Task It_reads_on_beyond_one_stretch() => In(
        [Of("a", Raised(0)), .. Enumerable.Range(1, 4_500).Select(i => Of("b", Held(i, "b/2/first_fail", "hook", $"reason {i}"))), Of("a", Delivered(9, First, "hook"))],
        async ledger => Assert.Equal(["a first_fail email Waiting", "a first_fail hook Delivered"], await Lines(ledger)));
}

/// <inheritdoc/>
public sealed class DeliveryLedgerOnSqliteTests() : DeliveryLedgerTests(new SqliteTestStore());

/// <inheritdoc/>
public sealed class DeliveryLedgerOnPostgresTests(PostgresServer server) : DeliveryLedgerTests(new PostgresTestStore(server));
