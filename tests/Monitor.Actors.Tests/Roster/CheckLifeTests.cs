using Monitor.Actors.Roster;

namespace Monitor.Actors.Tests.Roster;

public sealed class CheckLifeTests
{
    [Fact]
    public void It_waits_twice_as_long_each_time_and_at_most_ten_seconds()
    {
        var life = new CheckLife(0, TimeSpan.Zero);
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            life = life.Stopped(TimeSpan.FromSeconds(1));
            pauses.Add(life.Pause(0).TotalSeconds);
        }

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10], pauses);
    }

    [Fact]
    public void A_life_that_lasted_ends_the_row()
    {
        var life = new CheckLife(7, TimeSpan.FromSeconds(100)).Stopped(TimeSpan.FromSeconds(111));
        Assert.Equal(TimeSpan.FromSeconds(0.2), life.Pause(0));
    }

    [Fact]
    public void A_part_of_the_pause_is_left_to_chance() =>
        Assert.Equal(TimeSpan.FromSeconds(12), new CheckLife(9, TimeSpan.Zero).Pause(1));
}
