using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Remedies;

public sealed class RemedyBudgetTests
{
    private static readonly RemedyDefinition Limited = Some.Remedy(cooldown: TimeSpan.FromMinutes(10), maxPerHour: 3);

    private static RemedyBudget Spent(params int[] minutes) =>
        minutes.Aggregate(RemedyBudget.Unused, (budget, minute) => budget.Spend(0, Some.T0.AddMinutes(minute)));

    [Theory]
    [InlineData(9, "cooling down until 2026-03-02 09:10:00Z")]
    [InlineData(10, null)]
    public void A_cooldown_counts_from_the_last_run(int minute, string? reason) =>
        Assert.Equal(reason, Spent(-50, 0).Forbids(0, Limited, Some.T0.AddMinutes(minute))?.Reason);

    [Theory]
    [InlineData(59, "ran 3 times within the hour, which is its limit")]
    [InlineData(60, null)]
    public void The_hour_is_the_last_sixty_minutes(int minute, string? reason) =>
        Assert.Equal(reason, Spent(0, 15, 30).Forbids(0, Limited, Some.T0.AddMinutes(minute))?.Reason);

    [Fact]
    public void A_remedy_is_not_charged_for_another() => Assert.Null(Spent(0).Forbids(1, Limited, Some.T0));

    [Fact]
    public void Runs_that_no_limit_can_ask_for_are_forgotten() =>
        Assert.Equal([Some.T0.AddMinutes(1), Some.T0.AddMinutes(1441)], Spent(0, 1, 1441).Runs.Select(run => run.At));
}
