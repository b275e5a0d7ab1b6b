using Monitor.Actors.Checks;
using Monitor.Actors.Roster;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Roster;

public sealed class RosterPlanTests
{
    private static CheckDefinition Check(string name, string fingerprint = "f1") =>
        Some.Definition() with { Name = CheckName.Of(name), Fingerprint = fingerprint };

    private static string Plan(CheckDefinition[] current, CheckDefinition[] next)
    {
        var plan = RosterPlan.Between(current, next);
        return $"start {Names(plan.Start)}, change {Names(plan.Change)}, stop {string.Join(' ', plan.Stop)}";
    }

    private static string Names(IEnumerable<CheckDefinition> checks) => string.Join(' ', checks.Select(check => check.Name));

    [Fact]
    public void Only_what_differs_is_touched() =>
        Assert.Equal(
            "start d, change b, stop c",
            Plan([Check("a"), Check("b"), Check("c")], [Check("a"), Check("b", "f2"), Check("d")]));

    [Fact]
    public void The_same_again_touches_nothing() =>
        Assert.Equal("start , change , stop ", Plan([Check("a")], [Check("a")]));

    [Fact]
    public void Another_line_or_another_channel_is_a_change()
    {
        var check = Check("a");
        Assert.Equal("start , change a, stop ", Plan([check], [check with { Source = new(CheckOrigin.File, "checks.yaml", 15) }]));
        Assert.Equal("start , change a, stop ", Plan([check], [check with { Channels = ["console"] }]));
    }
}
