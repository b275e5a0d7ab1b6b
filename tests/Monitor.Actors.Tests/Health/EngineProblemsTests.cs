using System.Collections.Immutable;
using Monitor.Actors.Health;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Health;

/// <summary>When a problem of the monitor itself begins and ends.</summary>
public sealed class EngineProblemsTests
{
    private static readonly IReadOnlyDictionary<EngineProblemKind, string> Well = ImmutableDictionary<EngineProblemKind, string>.Empty;

    private static readonly IReadOnlyDictionary<EngineProblemKind, string> Late =
        ImmutableDictionary<EngineProblemKind, string>.Empty.Add(EngineProblemKind.Overloaded, "312 checks are late");

    private EngineProblems _state = EngineProblems.None;
    private TimeSpan _elapsed;

    /// <summary>A look a second, for so long; returns what has begun or ended meanwhile.</summary>
    private List<EngineProblemChange> Look(IReadOnlyDictionary<EngineProblemKind, string> bad, int seconds)
    {
        var changes = new List<EngineProblemChange>();
        for (var i = 0; i < seconds; i++)
        {
            (_state, var now) = _state.Look(bad, _elapsed, Some.T0 + _elapsed);
            changes.AddRange(now);
            _elapsed += TimeSpan.FromSeconds(1);
        }

        return changes;
    }

    [Fact]
    public void It_begins_once_after_half_a_minute_of_nothing_else_and_counts_from_the_first_look()
    {
        Assert.Empty(Look(Late, 30));
        Assert.Empty(_state.Current);
        var began = Assert.Single(Look(Late, 300));
        Assert.Equal(new EngineProblemChange(new(EngineProblemKind.Overloaded, "312 checks are late", Some.T0), Some.T0.AddSeconds(30), HasEnded: false), began);
        Assert.Equal(began.Problem, Assert.Single(_state.Current));
    }

    [Fact]
    public void One_good_look_starts_the_wait_anew()
    {
        Look(Late, 29);
        Look(Well, 1);
        Assert.Empty(Look(Late, 30));
        Assert.Single(Look(Late, 1));
    }

    [Fact]
    public void It_ends_once_after_a_minute_of_good_looks()
    {
        Look(Late, 31);
        Assert.Empty(Look(Well, 60));
        var ended = Assert.Single(Look(Well, 300));
        Assert.Equal((true, Some.T0.AddSeconds(91)), (ended.HasEnded, ended.At));
        Assert.Empty(_state.Current);
    }

    [Fact]
    public void A_relapse_within_that_minute_is_the_same_problem()
    {
        Look(Late, 31);
        Look(Well, 59);
        Assert.Empty(Look(Late, 100));
        Assert.Equal(Some.T0, Assert.Single(_state.Current).Since);
        Assert.Empty(Look(Well, 60));
        Assert.Single(Look(Well, 1));
    }

    [Fact]
    public void The_text_is_that_of_the_last_look_and_kinds_do_not_mix()
    {
        Look(Late, 31);
        var more = ImmutableDictionary<EngineProblemKind, string>.Empty
            .Add(EngineProblemKind.Overloaded, "5 checks are late").Add(EngineProblemKind.Storage, "storage full");
        Assert.Equal(EngineProblemKind.Storage, Assert.Single(Look(more, 31)).Problem.Kind);
        Assert.Equal(["5 checks are late", "storage full"], _state.Current.Select(problem => problem.Text));
    }

    [Theory]
    [InlineData(2.0, 0, 0, true, 0, null, "")]
    [InlineData(2.1, 0, 0, false, 0, null, "Overloaded: rounds start late, p99 lateness 2.1 s")]
    [InlineData(4.2, 1312, 12, false, 0, null, "Overloaded: 1,312 checks are late, p99 lateness 4.2 s")]
    [InlineData(0.2, 1312, 12, true, 0, null, "Overloaded: 1,312 checks are late, probes wait for a place")]
    [InlineData(0, 1, 1, false, 0, null, "Stalled: no round of 1 check ends any more")]
    [InlineData(0, 2, 1, false, 0, null, "Overloaded: 1 check is late; Stalled: no round of 1 check ends any more")]
    [InlineData(0, 0, 0, false, 12, "storage full", "Storage: storage full; Dropping: 12 results were dropped in the last minute")]
    public void What_counts_as_bad(double lateness, int starved, int stalled, bool saturated, int dropped, string? storage, string bad) =>
        Assert.Equal(bad, string.Join("; ", new EngineConditions(lateness, starved, stalled, saturated, dropped, storage).Bad(2).Select(one => $"{one.Key}: {one.Value}")));

    [Fact]
    public void A_monitor_that_sees_nothing_is_blind_and_says_what_that_means()
    {
        var bad = new EngineConditions(0, 0, 0, false, 0, null, "none of router:443 can be reached").Bad(2);
        Assert.Equal("none of router:443 can be reached", bad[EngineProblemKind.Blind]);
        var notice = EngineNotice.Of(new EngineProblemChange(new EngineProblem(EngineProblemKind.Blind, bad[EngineProblemKind.Blind], Some.T0), Some.T0, HasEnded: false));
        Assert.Equal("[MONITOR] blind: none of router:443 can be reached", notice.Subject);
        Assert.Contains("show NO DATA until", notice.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void People_are_told_what_since_when_and_that_no_target_is_meant()
    {
        var problem = new EngineProblem(EngineProblemKind.Overloaded, "312 checks are late, p99 lateness 4.2 s", Some.T0);
        var began = EngineNotice.Of(new EngineProblemChange(problem, Some.T0.AddSeconds(30), HasEnded: false));
        Assert.Equal("[MONITOR] overloaded: 312 checks are late, p99 lateness 4.2 s", began.Subject);
        Assert.Contains("Since 2026-03-02 09:00:00 UTC.", began.Body, StringComparison.Ordinal);
        Assert.Contains("says nothing about the targets", began.Body, StringComparison.Ordinal);
        var ended = EngineNotice.Of(new EngineProblemChange(problem, Some.T0.AddSeconds(250), HasEnded: true));
        Assert.Equal("[MONITOR] no longer overloaded", ended.Subject);
        Assert.Contains("lasted 4 m 10 s", ended.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SQLite Error 5: 'database is locked'.", "the database is locked by another process")]
    [InlineData("SQLite Error 13: 'database or disk is full'.", "storage full: /data/monitor.db, 0 bytes free")]
    [InlineData("something else", "something else")]
    public void Storage_trouble_is_told_in_words_of_an_operator(string said, string told)
    {
        Assert.Equal(told, StorageError.Explain(said, "/data/monitor.db, 0 bytes free"));
        Assert.Equal(told, StorageError.Explain(told, "elsewhere"));
    }

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(5.9, null)]
    [InlineData(61.2, "the process was frozen for 60 s: stopped, suspended, or without processor time")]
    public void A_look_that_comes_much_too_late_tells_of_a_freeze(double since, string? note) =>
        Assert.Equal(note, FreezeNote.Of(TimeSpan.FromSeconds(since), TimeSpan.FromSeconds(1)));
}
