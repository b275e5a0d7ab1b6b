using Monitor.Actors.Checks;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Tests.Journal;

/// <summary>When checks were down, out of what was decided about them.</summary>
public sealed class PastIncidentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static (string, CheckEvent) Down(string check, int minute, DateTimeOffset? since = null) =>
        (check, new CheckEvent.WentDown(Noon.AddMinutes(minute), $"{check}/{minute}", "HTTP 503", FailingSince: since));

    private static (string, CheckEvent) Up(string check, int minute, string incident) => (check, new CheckEvent.Recovered(Noon.AddMinutes(minute), incident));

    private static string[] Of(params (string, CheckEvent)[] diary) =>
        [.. PastIncident.Of(diary).Select(one => $"{one.Id} {(one.Since - Noon).TotalMinutes} to {(one.Until - Noon)?.TotalMinutes}")];

    [Fact]
    public void Each_has_its_beginning_and_its_end() => Assert.Equal(
        ["a/1 1 to 4", "b/2 2 to ", "a/9 9 to "], Of(Down("a", 1), Down("b", 2), Up("a", 4, "a/1"), Down("a", 9)));

    [Fact]
    public void It_begins_with_the_first_failure() => Assert.Equal(["a/5 3 to 6"], Of(Down("a", 5, Noon.AddMinutes(3)), Up("a", 6, "a/5")));

    [Fact]
    public void A_check_that_is_removed_is_not_down_any_more() =>
        Assert.Equal(["a/1 1 to 2"], Of(Down("a", 1), ("a", new CheckEvent.Retired(Noon.AddMinutes(2)))));

    [Fact]
    public void One_whose_end_cannot_be_read_ends_with_the_next() => Assert.Equal(["a/1 1 to 7", "a/7 7 to "], Of(Down("a", 1), Down("a", 7)));

    [Fact]
    public void An_end_without_a_beginning_says_nothing() => Assert.Empty(Of(Up("a", 1, "a/0")));

    [Fact]
    public void With_those_that_began_before_its_name_says_when_it_began()
    {
        var earlier = $"a/{Noon.AddMinutes(-5).ToUnixTimeMilliseconds()}";
        Assert.Equal(
            [(-5.0, 1.0), (3.0, 4.0)],
            PastIncident.WithEarlier([Up("a", 1, earlier), Down("a", 3), ("a", new CheckEvent.Retired(Noon.AddMinutes(4)))]).Select(one => ((one.Since - Noon).TotalMinutes, (one.Until - Noon)?.TotalMinutes ?? 0)));
    }
}
