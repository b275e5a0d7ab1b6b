using Akka.Actor;
using Akka.TestKit;
using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Reports;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Reports.SomeReport;

namespace Monitor.Actors.Tests.Reports;

/// <summary>Reports as they are made, told and signed off, in virtual time and over restarts.</summary>
public sealed class ReportsActorTests : ActorTest
{
    /// <summary>A day before the clocks of Berlin go forward.</summary>
    private static readonly DateTimeOffset Noon = new(2040, 3, 24, 11, 0, 0, TimeSpan.Zero);

    private readonly BoardHub _board = new();
    private readonly TestProbe _roster;
    private readonly TestProbe _alerts;
    private readonly EchoedFacts _facts = new();
    private ReportBook _book;
    private IActorRef _reports = ActorRefs.Nobody;

    public ReportsActorTests()
    {
        Scheduler.AdvanceTo(Noon);
        (_roster, _alerts, _book) = (CreateTestProbe(), CreateTestProbe(), new ReportBook(Noon));
    }

    /// <summary>An engine that starts now, with these reports and one check.</summary>
    private async Task Start(params ReportDefinition[] reports)
    {
        _book = new ReportBook(Time.GetUtcNow());
        _book.Follow(new ReportWishes([.. reports], [Check("api")]));
        _reports = Sys.ActorOf(Props.Create<ReportsActor>(new ReportSurroundings(Time, _book, _board, _roster, _alerts, _facts)));
        await Settled();
    }

    private async Task Stop()
    {
        Watch(_reports);
        Sys.Stop(_reports);
        await ExpectTerminatedAsync(_reports, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Answered when all that came before is stored; twice, because what it says to itself comes in between.</summary>
    private async Task Settled()
    {
        for (var i = 0; i < 2; i++)
            await Ask(new ReportRequest.SignOff("nobody", "nobody", null));
    }

    private async Task LetPass(TimeSpan time)
    {
        var step = TimeSpan.FromSeconds(30);
        for (var left = time; left > TimeSpan.Zero; left -= step)
        {
            Scheduler.Advance(left < step ? left : step);
            await Settled();
        }
    }

    private Task LetPassUntil(string utc) => LetPass(DateTimeOffset.Parse($"{utc}Z", System.Globalization.CultureInfo.InvariantCulture) - Time.GetUtcNow());

    private void Finish(CheckStatus? beat = CheckStatus.Ok, CheckStatus status = CheckStatus.Ok) => Sys.EventStream.Publish(new CheckChanged(Tile("api", status), beat));

    /// <summary>The check is asked, and answers.</summary>
    private async Task Round(CheckStatus status = CheckStatus.Ok)
    {
        Assert.Equal("api", Assert.Single((await Hear<RunRounds>(_roster)).Names).Value);
        await Made(() => Finish(status, status));
    }

    /// <summary>With that, what is gathered elsewhere comes back and is stored.</summary>
    private async Task Made(Action end)
    {
        var count = _facts.Asked;
        var before = _book.Current!.Heads.Count; // it has started
        end();
        var patience = TimeProvider.System.GetTimestamp();
        while (_book.Current!.Heads.Count == before && TimeProvider.System.GetElapsedTime(patience) < Some.LongTime)
            await Settled();
        Assert.True(_facts.Asked >= count);
        Assert.Equal(before + 1, _book.Current!.Heads.Count);
    }

    private void Settle(OfferAlert offer, AlertSettlement how, string? why = null) => _reports.Tell(new CheckCommand.SettleAlert(Time.GetUtcNow(), offer.Alert.Id, offer.Channel, how, why));

    private Task<ReportReply> Ask(ReportRequest request) => _reports.Ask<ReportReply>(request, Some.LongTime, TestContext.Current.CancellationToken);

    private ReportHead Newest => _book.Current!.Heads[^1]; // something was made

    [Fact]
    public async Task A_report_is_made_when_it_is_due_of_what_the_checks_say_afresh_and_told_until_it_has_arrived()
    {
        await Start(Definition(channels: "email"));
        await LetPassUntil("2040-03-25 04:59:30");
        await _roster.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await LetPassUntil("2040-03-25 05:00:00"); // 07:00 in Berlin, an hour earlier than the day before
        await Hear<RunRounds>(_roster);
        Assert.Equal(["morning"], _book.Making);
        Finish(beat: null);
        await Settled();
        Assert.Empty(_book.Current!.Heads); // a draw of the board is no answer
        await Made(() => Finish(CheckStatus.Fail, CheckStatus.Fail));
        Assert.Empty(_book.Making);

        var offer = await Hear<OfferAlert>(_alerts);
        Assert.Equal(("[morning] 1 failing of 1 check", AlertKind.Report, $"report/{Newest.Id}", "email"), (offer.Notice!.Subject, offer.Alert.Kind, offer.Alert.Id, offer.Channel));
        Assert.Equal($"reports/{Newest.Id}", offer.Notice.Page);
        Settle(offer, AlertSettlement.Held, "no route");
        Settle(offer, AlertSettlement.Held, "no route");
        await LetPass(TimeSpan.FromMinutes(1));
        Assert.Equal(offer.Alert.Id, (await Hear<OfferAlert>(_alerts)).Alert.Id);
        Assert.Equal(new ReportDelivery("email", DeliveryState.Waiting, Newest.At, "no route"), Assert.Single(Newest.Deliveries) with { At = Newest.At });

        await Stop();
        await Start(Definition(channels: "email"));
        var again = await Hear<OfferAlert>(_alerts, one => one.Notice is not null);
        Assert.Equal((offer.Alert.Id, offer.Notice.Body), (again.Alert.Id, again.Notice!.Body));
        Settle(again, AlertSettlement.Delivered, "250 queued");
        await Settled();
        Assert.Equal(("email", DeliveryState.Delivered, "250 queued"), (Newest.Deliveries[0].Channel, Newest.Deliveries[0].State, Newest.Deliveries[0].Said));
        await _alerts.FishUntilQuietAsync();
        await LetPass(TimeSpan.FromMinutes(3));
        await _alerts.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Single(_book.Current!.Heads);
    }

    [Theory]
    [InlineData("2040-03-24 12:00", "02:30", "2040-03-25 01:00:00", "2040-03-26 00:30:00")] // in the gap
    [InlineData("2040-10-27 12:00", "02:30", "2040-10-28 00:30:00", "2040-10-29 01:30:00")] // twice on the clock
    public async Task It_is_made_once_a_day_when_clocks_change(string from, string at, string first, string second)
    {
        Scheduler.AdvanceTo(DateTimeOffset.Parse($"{from}Z", System.Globalization.CultureInfo.InvariantCulture));
        await Start(Definition(at: at));
        await LetPassUntil(first);
        await Round();
        await LetPassUntil(second);
        await Round();
        Assert.Equal([$"{first}", $"{second}"], _book.Current!.Heads.Select(head => $"{head.Due:yyyy-MM-dd HH:mm:ss}"));
        await _roster.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_does_not_answer_in_time_does_not_keep_the_report_back()
    {
        await Start(Definition());
        await LetPassUntil("2040-03-25 05:00:00");
        await Hear<RunRounds>(_roster);
        await LetPass(TimeSpan.FromMinutes(4.5));
        Assert.Empty(_book.Current!.Heads);
        await Made(() => Scheduler.Advance(TimeSpan.FromSeconds(30)));
        Assert.Equal(["api"], _facts.Last!.Silent.Select(name => name.Value)); // it was asked
        Assert.Equal("1 without data of 1 check", Newest.Headline);
    }

    /// <summary>The configuration has only these checks now.</summary>
    private void Reload(params CheckDefinition[] checks)
    {
        _book.Follow(new ReportWishes([Definition()], [.. checks]));
        Sys.EventStream.Publish(new RosterChanged(new ConfigStatus([], null, null), TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task A_check_that_is_paused_meanwhile_does_not_keep_the_report_back()
    {
        await Start(Definition());
        await LetPassUntil("2040-03-25 05:00:00");
        await Hear<RunRounds>(_roster);
        var paused = Tile("api") with { Quiet = new QuietTile { Paused = new PauseTile(null, null, "asha", null) } };
        await Made(() => Sys.EventStream.Publish(new CheckChanged(paused, Beat: null)));
        Assert.Empty(_facts.Last!.Silent); // it was asked
        Assert.Equal(1, Newest.Counts.Paused);
    }

    [Fact]
    public async Task A_check_that_is_removed_meanwhile_does_not_keep_the_report_back()
    {
        await Start(Definition());
        await LetPassUntil("2040-03-25 05:00:00");
        await Hear<RunRounds>(_roster);
        await Made(() => Reload(Check("new")));
        Assert.Empty(_facts.Last!.Silent); // it was asked
        Assert.Equal(0, Newest.Counts.Checks);
    }

    [Fact]
    public async Task A_check_that_is_changed_meanwhile_is_asked_again()
    {
        await Start(Definition());
        await LetPassUntil("2040-03-25 05:00:00");
        await Hear<RunRounds>(_roster);
        Reload(Check("api") with { Fingerprint = "f2" }, Check("new"));
        await Round();
        Assert.Equal("f2", Assert.Single(_facts.Last!.Checks).Fingerprint); // it was asked
    }

    [Fact]
    public async Task What_an_earlier_life_has_asked_for_makes_no_report()
    {
        await Start(Definition());
        await LetPassUntil("2040-03-25 05:00:00");
        await Hear<RunRounds>(_roster);
        _reports.Tell(Facts("api") with { Due = Time.GetUtcNow() });
        await Settled();
        Assert.Empty(_book.Current!.Heads);
        await Made(() => Finish());
    }

    [Fact]
    public async Task A_restart_in_the_middle_makes_it_late_and_only_once()
    {
        await Start(Definition(channels: "email"));
        await LetPassUntil("2040-03-25 05:00:00");
        await Hear<RunRounds>(_roster);
        await Stop(); // before any answer
        Scheduler.Advance(TimeSpan.FromMinutes(40));
        await Start(Definition(channels: "email"));
        await Round();
        Assert.Contains("\n! made 40 min late: the monitor was not running\n", (await Hear<OfferAlert>(_alerts)).Notice?.Body, StringComparison.Ordinal);
        await Stop();
        await Start(Definition(channels: "email"));
        await LetPass(TimeSpan.FromMinutes(5));
        await _roster.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Single(_book.Current!.Heads);
    }

    [Fact]
    public async Task What_is_hours_late_is_skipped_and_the_next_is_made()
    {
        await Start(Definition());
        await Stop();
        Scheduler.AdvanceTo(Noon.AddDays(4));
        await Start(Definition());
        await LetPass(TimeSpan.FromMinutes(2));
        await _roster.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await LetPassUntil("2040-03-29 05:00:00");
        await Round();
        Assert.Equal(new DateTimeOffset(2040, 3, 29, 5, 0, 0, TimeSpan.Zero), Assert.Single(_book.Current!.Heads).Due);
        Assert.Equal(new DateTimeOffset(2040, 3, 28, 5, 0, 0, TimeSpan.Zero), _facts.Last!.Since); // it was asked
    }

    [Fact]
    public async Task A_report_that_the_file_gets_while_the_monitor_runs_is_made_from_the_next_time_on()
    {
        await Start();
        await LetPassUntil("2040-03-25 05:10:00");
        _book.Follow(new ReportWishes([Definition()], [Check("api")]));
        Sys.EventStream.Publish(new RosterChanged(new ConfigStatus([], null, null), TimeZoneInfo.Utc));
        await LetPass(TimeSpan.FromMinutes(5));
        await _roster.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await LetPassUntil("2040-03-26 05:00:00");
        await Round();
    }

    [Fact]
    public async Task Two_that_are_due_at_once_are_made_one_after_the_other()
    {
        await Start(Definition(), Definition("other"));
        await LetPassUntil("2040-03-25 05:00:00");
        Assert.Equal(["morning", "other"], _book.Making.Order(StringComparer.Ordinal));
        await Round();
        await Round();
        Assert.Equal(["morning", "other"], _book.Current!.Heads.Select(head => head.Name));
        Assert.Equal(2, _book.Current.Heads.Select(head => head.Id).Distinct().Count());
    }

    [Fact]
    public async Task Somebody_signs_it_off_once_over_a_restart()
    {
        await Start(Definition());
        await LetPassUntil("2040-03-25 05:00:00");
        await Round();
        Assert.Equal(ReportOutcome.NotFound, (await Ask(new ReportRequest.SignOff("r-0", "Priya", null))).Outcome);
        Assert.Equal(ReportOutcome.Done, (await Ask(new ReportRequest.SignOff(Newest.Id, "Priya", "all fine"))).Outcome);
        await Stop();
        await Start(Definition());
        Assert.Equal(("Priya", "all fine"), (Newest.Signed?.By, Newest.Signed?.Note));
        Assert.Equal((ReportOutcome.Refused, "Priya has signed it off already"), await Ask(new ReportRequest.SignOff(Newest.Id, "Asha", null)) is var no ? (no.Outcome, no.Message) : default);
    }

    [Fact]
    public async Task Channels_are_reminded_until_somebody_signs_and_a_restart_repeats_nothing()
    {
        var report = Definition(signOffBy: new SignOffTime(new TimeOnly(9, 0), default), channels: "email");
        await Start(report);
        await LetPassUntil("2040-03-25 05:00:00");
        await Round();
        Settle(await Hear<OfferAlert>(_alerts), AlertSettlement.Delivered);
        await LetPassUntil("2040-03-25 06:59:30");
        await _alerts.FishUntilQuietAsync();
        await LetPassUntil("2040-03-25 07:00:00");
        var first = await Hear<OfferAlert>(_alerts);
        Assert.Equal(($"report/{Newest.Id}/reminder/1", "[morning] not signed off: all 1 check OK"), (first.Alert.Id, first.Notice?.Subject));
        Settle(first, AlertSettlement.Delivered);
        await Settled();
        await Stop();
        await Start(report);
        await LetPassUntil("2040-03-25 07:59:30");
        await _alerts.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await LetPassUntil("2040-03-25 08:00:00");
        Settle(await Hear<OfferAlert>(_alerts, offer => offer.Alert.Id.EndsWith("/reminder/2", StringComparison.Ordinal)), AlertSettlement.Delivered);
        Assert.Equal(ReportOutcome.Done, (await Ask(new ReportRequest.SignOff(Newest.Id, "Priya", null))).Outcome);
        await _alerts.FishUntilQuietAsync();
        await LetPass(TimeSpan.FromHours(3));
        await _alerts.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal(2, Newest.Reminders);
    }

    [Fact]
    public async Task A_report_can_be_asked_for_and_is_sent_only_if_somebody_says_so()
    {
        await Start(Definition(channels: "email"));
        var begun = await Ask(new ReportRequest.Make("MORNING", "the board", Send: false));
        Assert.Equal((ReportOutcome.Done, "morning is being made"), (begun.Outcome, begun.Message));
        Assert.Equal("morning is being made already", (await Ask(new ReportRequest.Make("morning", "the board", Send: false))).Message);
        await Round();
        Assert.Equal((begun.Id, "the board", null), (Newest.Id, Newest.By, Newest.Due));
        Assert.Equal("morning was made less than a minute ago", (await Ask(new ReportRequest.Make("morning", "the board", Send: true))).Message);
        await LetPass(TimeSpan.FromMinutes(1));
        await _alerts.ExpectNoMsgAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await Ask(new ReportRequest.Make("morning", "the board", Send: true));
        await Round();
        Assert.Equal($"report/{Newest.Id}", (await Hear<OfferAlert>(_alerts)).Alert.Id);
        Assert.Equal("there is no report named mornin; did you mean morning?", (await Ask(new ReportRequest.Make("mornin", "the board", Send: false))).Message);
    }

    [Fact]
    public async Task What_the_journal_does_not_take_is_said()
    {
        await Start(Definition());
        await LetPassUntil("2040-03-25 05:00:00");
        await Round();
        Journal.Fails = true;
        Watch(_reports);
        Assert.Equal((ReportOutcome.NotStored, "the journal did not store it: disk full"), await Ask(new ReportRequest.SignOff(Newest.Id, "Priya", null)) is var no ? (no.Outcome, no.Message) : default);
        await ExpectTerminatedAsync(_reports, Some.LongTime, cancellationToken: TestContext.Current.CancellationToken);
        Journal.Fails = false;
        await Start(Definition()); // as its supervisor does
        Assert.Null(Newest.Signed);
    }

    /// <summary>Finds nothing besides what it is given.</summary>
    private sealed class EchoedFacts : IReportFacts
    {
        public ReportFacts? Last { get; private set; }

        public int Asked { get; private set; }

        public Task<ReportFacts> GatherAsync(ReportFacts facts, CancellationToken cancel)
        {
            (Last, Asked) = (facts, Asked + 1);
            return Task.FromResult(facts);
        }
    }
}

internal static class Quietly
{
    /// <summary>Passes over what has come so far.</summary>
    public static async Task FishUntilQuietAsync(this TestProbe probe)
    {
        while (probe.HasMessages)
            await probe.ReceiveOneAsync(TimeSpan.FromMilliseconds(50));
    }
}
