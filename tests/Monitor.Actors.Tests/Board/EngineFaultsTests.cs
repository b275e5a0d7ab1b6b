using Monitor.Actors.Alerts;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Actors.History;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Board;

public sealed class EngineFaultsTests
{
    private static readonly DateTimeOffset Later = Some.T0.AddMinutes(1);

    private static IEnumerable<EngineTrouble> After(params object[] news) =>
        news.Aggregate(EngineFaults.None, (faults, one) => faults.With(one)).Troubles;

    private static JournalFailed JournalFailed(string check, DateTimeOffset at) => new(CheckName.Of(check), "disk full", at);

    [Fact]
    public void Nothing_is_wrong_at_first() => Assert.Empty(After(new CheckGone(Some.Name)));

    [Fact]
    public void One_check_without_a_journal_is_named() =>
        Assert.Equal(
            [new EngineTrouble("journal", "a cannot store its decisions: disk full", Some.T0)],
            After(JournalFailed("a", Some.T0), JournalFailed("a", Later)));

    [Fact]
    public void Many_checks_without_a_journal_are_counted() =>
        Assert.Equal(
            [new EngineTrouble("journal", "2 checks cannot store their decisions: disk full", Some.T0)],
            After(JournalFailed("b", Later), JournalFailed("a", Some.T0)));

    [Fact]
    public void A_journal_that_works_again_or_a_check_that_is_gone_ends_it()
    {
        Assert.Empty(After(JournalFailed("a", Some.T0), new JournalWorks(CheckName.Of("a"), Later)));
        Assert.Empty(After(JournalFailed("a", Some.T0), new CheckGone(CheckName.Of("a"))));
        Assert.Single(After(JournalFailed("a", Some.T0), new JournalWorks(CheckName.Of("b"), Later)));
    }

    [Fact]
    public void A_channel_in_trouble_says_what_it_said_last_and_since_when() =>
        Assert.Equal(
            [new EngineTrouble("email", "login refused", Some.T0) { IsChannel = true }],
            After(new ChannelChanged("email", "no route", Some.T0), new ChannelChanged("email", "login refused", Later)));

    [Fact]
    public void A_channel_that_delivers_again_is_out_of_trouble() =>
        Assert.Empty(After(new ChannelChanged("email", "no route", Some.T0), new ChannelChanged("email", null, Later)));

    [Fact]
    public void A_history_that_is_not_written_says_what_waits_and_what_is_lost() =>
        Assert.Equal(
            [new EngineTrouble("history", "results are not written: disk full; 7 wait, 2 dropped", Some.T0)],
            After(new HistoryChanged(new ResultLogHealth(7, 2, 100, Some.T0, "disk full"), Some.T0)));

    [Fact]
    public void A_history_that_sheds_says_so() =>
        Assert.Equal(
            [new EngineTrouble("history", "results are dropped, 2 so far: more arrive than can be written", Some.T0)],
            After(new HistoryChanged(new ResultLogHealth(7, 2, 100) { IsShedding = true }, Some.T0)));

    [Fact]
    public void A_test_write_that_fails_is_trouble_of_the_journal_until_one_succeeds()
    {
        var failed = new JournalProbed("SQLite Error 5: 'database is locked'.", Some.T0);
        Assert.Equal([new EngineTrouble("journal", "decisions cannot be stored: the database is locked by another process", Some.T0)], After(failed));
        Assert.Empty(After(failed, new JournalProbed(null, Later)));
        Assert.Equal("a cannot store its decisions: disk full", Assert.Single(After(failed, JournalFailed("a", Later))).Text);
    }

    [Fact]
    public void An_overload_and_a_stall_have_a_banner_until_they_end()
    {
        var late = new EngineProblem(EngineProblemKind.Overloaded, "312 checks are late, p99 lateness 4.2 s", Some.T0);
        var stuck = new EngineProblem(EngineProblemKind.Stalled, "no round of 1 check ends any more", Later);
        Assert.Equal(
            [
                new EngineTrouble("overload", "the monitor is overloaded: 312 checks are late, p99 lateness 4.2 s", Some.T0),
                new EngineTrouble("watchdog", "the monitor is stalled: no round of 1 check ends any more", Later),
            ],
            After(new EngineProblemChanged(late.Kind, late), new EngineProblemChanged(stuck.Kind, stuck)));
        Assert.Empty(After(new EngineProblemChanged(late.Kind, late), new EngineProblemChanged(late.Kind, null)));
    }

    [Fact]
    public void A_history_that_is_well_again_is_no_trouble() =>
        Assert.Empty(After(
            new HistoryChanged(new ResultLogHealth(7, 2, 100, Some.T0, "disk full"), Some.T0),
            new HistoryChanged(new ResultLogHealth(0, 2, 107), Later)));

    [Theory]
    [InlineData("network")]
    [InlineData("journal")]
    [InlineData("history")]
    public void A_channel_may_be_called_as_a_part_of_the_engine_is(string name)
    {
        var blind = new EngineProblemChanged(EngineProblemKind.Blind, new EngineProblem(EngineProblemKind.Blind, "none of router:443 can be reached", Some.T0));
        var faults = EngineFaults.None.With(blind).With(new JournalProbed("full", Some.T0)).With(new ChannelChanged(name, $"{name}: not delivered", Some.T0));
        Assert.Single(faults.Troubles, trouble => trouble.IsOfChannel(name));
        faults = faults.With(new ChannelChanged(name, null, Some.T0));
        Assert.DoesNotContain(faults.Troubles, trouble => trouble.IsOfChannel(name));
        Assert.Single(faults.Troubles, trouble => trouble.IsOfEngine("network"));
        Assert.NotNull(faults.JournalProblem);
    }
}
