using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Checks;

public sealed class SubResultTests
{
    [Fact]
    public void The_worst_come_first_and_the_rest_by_name() =>
        Assert.Equal(
            ["down", "slow", "dark", "a", "b"],
            SubResult.WorstFirst(
                [new("b", CheckStatus.Ok), new("dark", CheckStatus.Unknown), new("a", CheckStatus.Ok), new("slow", CheckStatus.Warn), new("down", CheckStatus.Fail)])
                .Select(one => one.Name));

    [Fact]
    public void Of_too_many_the_worst_are_kept()
    {
        var all = Enumerable.Range(0, 500).Select(n => new SubResult($"n{n:000}", n == 499 ? CheckStatus.Fail : CheckStatus.Ok));
        var kept = SubResult.WorstFirst(all);
        Assert.Equal(SubResult.Most, kept.Length);
        Assert.Equal("n499", kept[0].Name);
    }

    [Fact]
    public void What_a_target_says_cannot_flood_the_page_or_steer_a_terminal()
    {
        var part = Assert.Single(SubResult.WorstFirst([new(new string('n', 5_000), CheckStatus.Fail, $"\u001b[31m{new string('r', 5_000)}")]));
        Assert.Equal(120, part.Name.Length);
        Assert.Equal(400, part.Reason!.Length); // just given
        Assert.DoesNotContain('\u001b', part.Reason);
    }
}
