using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.History;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

/// <summary>What was not observed is left out of the share, and told.</summary>
public abstract class UptimeTests(Func<Task<HistoryHouse>> build) : HistoryTest(build)
{
    [Fact]
    public async Task Time_before_the_first_result_is_neither_up_nor_down_nor_silence()
    {
        await House.WriteAsync(Rounds(0, 60));

        var uptime = await House.Queries.UptimeAsync(Api, Noon.AddHours(-1), Noon.AddMinutes(60), Limit);

        Assert.Equal((1.0, 120), (uptime.Share, uptime.Observed));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.Zero, TimeSpan.Zero), (uptime.BeforeFirst, uptime.NoResults, uptime.NotRunning));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rounds_in_maintenance_do_not_count_and_its_time_is_told_at_any_distance(bool rolled)
    {
        await House.WriteAsync(
            Rounds(0, 20), [.. Rounds(20, 40).Select(row => row with { Kind = ResultKind.Fail, InMaintenance = true })], Rounds(40, 60), Rounds(65, 70),
            [Plan(PlannedKind.Maintenance, 20, 40), Plan(PlannedKind.Maintenance, 30, 40)]);
        if (rolled)
            await House.LiveUntilAsync(Noon.AddHours(1).AddMinutes(6));

        var uptime = await UptimeUntil(70);

        Assert.Equal((1.0, 90, 0), (uptime.Share, uptime.Observed, uptime.Fail));
        Assert.Equal((TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(330)), (uptime.Maintenance, uptime.NoResults));
        var kept = await House.Queries.PageAsync(new ResultFilter(Noon, null, Api, [ResultKind.Fail]), 0, 100, Limit);
        Assert.Equal((40, true), (kept.Total, kept.Rows.All(row => row.InMaintenance)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_time_of_a_pause_is_no_silence_and_its_end_may_come_sooner_than_planned(bool rolled)
    {
        await House.WriteAsync(Rounds(0, 10), Rounds(40, 60), [Plan(PlannedKind.Paused, 10, 600), Plan(PlannedKind.Paused, 10, 40)]);
        if (rolled)
            await House.LiveUntilAsync(Noon.AddHours(1).AddMinutes(6));

        var uptime = await UptimeUntil(60);

        Assert.Equal((1.0, TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(30)), (uptime.Share, uptime.Paused, uptime.NoResults));
    }

    [Fact]
    public async Task When_it_was_in_maintenance_can_be_asked_and_overlaps_are_one()
    {
        await House.WriteAsync(Rounds(0, 10), [Plan(PlannedKind.Maintenance, 20, 40), Plan(PlannedKind.Maintenance, 30, 50), Plan(PlannedKind.Paused, 60, 70)]);

        var found = await House.Queries.MaintenanceAsync(Api, Noon.AddMinutes(25), Noon.AddHours(2), Limit);

        Assert.Equal([(Noon.AddMinutes(25), Noon.AddMinutes(50))], found);
    }

    private static ResultRow Plan(PlannedKind kind, double from, double to) =>
        ResultRow.Of(Api, Noon, new PlannedTime(kind, Noon.AddMinutes(from), Noon.AddMinutes(to)));

    [Fact]
    public async Task A_check_that_never_had_a_result_has_no_share()
    {
        var uptime = await House.Queries.UptimeAsync(Api, Noon, Noon.AddHours(1), Limit);

        Assert.Null(uptime.Share);
        Assert.Equal(TimeSpan.FromHours(1), uptime.BeforeFirst);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_missing_half_hour_is_told_whether_it_is_rolled_up_or_not(bool rolled)
    {
        await House.WriteAsync(Rounds(0, 10), Rounds(40, 60), Rounds(65, 70));
        if (rolled)
            await House.LiveUntilAsync(Noon.AddHours(1).AddMinutes(6));

        Assert.Equal(TimeSpan.FromSeconds(1830 + 330), (await UptimeUntil(70)).NoResults);
        Assert.Equal(TimeSpan.FromSeconds(630), (await UptimeUntil(20)).NoResults); // cut to the range
        Assert.Equal(TimeSpan.FromSeconds(1830 + 330 + 630), (await UptimeUntil(80)).NoResults); // not over yet
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silence_across_the_watermark_counts_once(bool late)
    {
        await House.WriteAsync(Rounds(0, 10));
        await House.LiveUntilAsync(Noon.AddHours(4));
        Assert.Equal(TimeSpan.FromSeconds(230 * 60 + 30), (await UptimeUntil(240)).NoResults);

        await House.WriteAsync(Rounds(240, 250));
        await House.LiveUntilAsync(Noon.AddHours(6));
        if (late)
            await House.WriteAsync(Row(3.5 * 3600) with { NextWithin = Longest });

        Assert.Equal(TimeSpan.FromSeconds((230 * 60) + 30), (await UptimeUntil(245)).NoResults);
        await House.LiveUntilAsync(Noon.AddHours(6));
        Assert.Equal(TimeSpan.FromSeconds((230 * 60) + 30), (await UptimeUntil(245)).NoResults);
    }

    [Fact]
    public async Task The_monitor_stopped_is_told_as_that_and_not_as_silence()
    {
        var clock = new FakeTimeProvider(Noon);
        var first = new RunLog(House.Database, clock);
        first.Beat();
        clock.Advance(TimeSpan.FromMinutes(10));
        first.Stop();
        clock.Advance(TimeSpan.FromMinutes(38));
        new RunLog(House.Database, clock).Beat();
        await House.WriteAsync(Rounds(0, 10), Rounds(48, 70));
        await House.LiveUntilAsync(Noon.AddHours(3));

        var uptime = await UptimeUntil(60);

        Assert.Equal((TimeSpan.FromMinutes(38), TimeSpan.Zero), (uptime.NotRunning, uptime.NoResults));
        Assert.Equal((1.0, 44), (uptime.Share, uptime.Observed));
    }

    [Fact]
    public async Task A_range_whose_edge_is_known_by_the_hour_only_is_widened_and_says_so()
    {
        await House.WriteAsync(Rounds(0, 180));
        var keep = new HistoryKeep(TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(3));

        await House.LiveUntilAsync(Noon.AddDays(1.5), keep);
        var minutes = await House.Queries.UptimeAsync(Api, Noon.AddSeconds(5430), Noon.AddDays(1), Limit);
        await House.LiveUntilAsync(Noon.AddDays(2.5), keep);
        var hours = await House.Queries.UptimeAsync(Api, Noon.AddSeconds(5430), Noon.AddDays(1), Limit);
        await House.LiveUntilAsync(Noon.AddDays(4.5), keep);
        var days = await House.Queries.UptimeAsync(Api, Noon.AddSeconds(5430), Noon.AddDays(1), Limit);

        Assert.Equal((Noon.AddSeconds(5400), 180), (minutes.Since, minutes.Observed));
        Assert.Equal((Noon.AddHours(1), 240), (hours.Since, hours.Observed));
        Assert.Equal((Noon.AddHours(-12), 360), (days.Since, days.Observed));
        Assert.Equal((Noon.AddDays(1), Noon.AddHours(36)), (hours.Until, days.Until));
    }

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(70);

    private static IEnumerable<ResultRow> Rounds(int fromMinute, int toMinute) =>
        Enumerable.Range(0, (toMinute - fromMinute) * 2).Select(i => Row((fromMinute * 60) + (i * 30)) with { NextWithin = Longest });

    private Task<Uptime> UptimeUntil(int minute) => House.Queries.UptimeAsync(Api, Noon, Noon.AddMinutes(minute), Limit);
}

/// <inheritdoc/>
public sealed class UptimeOnSqliteTests() : UptimeTests(OnSqlite);

/// <inheritdoc/>
public sealed class UptimeOnPostgresTests(PostgresServer server) : UptimeTests(() => PostgresHouse.OpenAsync(server));
