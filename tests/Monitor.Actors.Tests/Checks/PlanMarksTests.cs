using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks;

/// <summary>What is written down of pauses and maintenance as time goes by.</summary>
public sealed class PlanMarksTests
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private PlanMarks _marks;

    private static DateTimeOffset At(int minute) => Some.T0.AddMinutes(minute);

    private static CheckState Paused(int since, int? until = null) =>
        CheckState.New.Apply(new CheckEvent.Paused(At(since), until is { } end ? At(end) : null, "Priya", null));

    private static ActiveMaintenance Maintenance(int since, int until) => new(At(since), At(until), null);

    /// <summary>What is written down by a look at that minute: kind, since and until in minutes.</summary>
    private (PlannedKind, double, double)[] Look(int minute, CheckState? state = null, ActiveMaintenance? maintenance = null, bool enabled = true)
    {
        (_marks, var marks) = _marks.Look(Some.Definition() with { Enabled = enabled }, state ?? CheckState.New, maintenance, At(minute));
        return [.. marks.Select(mark => (mark.Kind, (mark.Since - Some.T0).TotalMinutes, mark.Until == Never ? double.PositiveInfinity : (mark.Until - Some.T0).TotalMinutes))];
    }

    [Fact]
    public void A_pause_is_written_when_it_begins_and_when_it_ends_early()
    {
        Assert.Empty(Look(0));
        Assert.Equal([(PlannedKind.Paused, 1, double.PositiveInfinity)], Look(1, Paused(1)));
        Assert.Empty(Look(2, Paused(1)));
        Assert.Equal([(PlannedKind.Paused, 1, 3)], Look(3));
        Assert.Empty(Look(4));
    }

    [Fact]
    public void Maintenance_that_is_made_longer_is_written_again_under_its_start()
    {
        Assert.Equal([(PlannedKind.Maintenance, 1, 5)], Look(1, maintenance: Maintenance(1, 5)));
        Assert.Equal([(PlannedKind.Maintenance, 1, 9)], Look(2, maintenance: Maintenance(1, 9)));
        Assert.Empty(Look(9)); // it ends as planned
    }

    [Fact]
    public void What_was_counted_before_somebody_planned_it_stays_counted()
    {
        Assert.Empty(Look(5));
        Assert.Equal([(PlannedKind.Maintenance, 6, 9)], Look(6, maintenance: Maintenance(2, 9)));
        Assert.Empty(Look(7, maintenance: Maintenance(2, 9))); // the same still, though it says that it began before
    }

    [Fact]
    public void A_pause_ends_maintenance_and_the_other_way_round()
    {
        Look(1, maintenance: Maintenance(1, 9));
        Assert.Equal([(PlannedKind.Maintenance, 1, 3), (PlannedKind.Paused, 3, double.PositiveInfinity)], Look(3, Paused(3), Maintenance(1, 9)));
        Assert.Equal([(PlannedKind.Paused, 3, 5), (PlannedKind.Maintenance, 5, 9)], Look(5, maintenance: Maintenance(1, 9)));
    }

    [Fact]
    public void A_check_that_the_file_switches_off_is_paused_from_then_on()
    {
        Assert.Equal([(PlannedKind.Paused, 2, double.PositiveInfinity)], Look(2, enabled: false));
        Assert.Empty(Look(3, enabled: false));
    }

    [Fact]
    public void When_the_check_is_left_what_goes_on_ends()
    {
        Assert.Null(_marks.End(At(1)));
        Look(1, Paused(1, until: 5));
        Assert.Equal(At(2), _marks.End(At(2))?.Until);
        Assert.Null(_marks.End(At(5)));
    }
}
