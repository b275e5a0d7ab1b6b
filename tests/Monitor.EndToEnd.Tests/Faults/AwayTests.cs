namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>The world changes while nobody looks: that is announced, and nothing else (FAULTS R-13).</summary>
[Collection(Heavy.Name)]
public sealed class AwayTests
{
    /// <summary>Far longer than it takes to see each target missing twice.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task What_changed_while_the_monitor_was_away_is_announced_and_nothing_else(bool killed, bool reconfigured)
    {
        await using var world = await KnownWorld.StartAsync();

        await (killed ? world.Monitor.KillAsync() : world.Monitor.StopAsync());
        world.Change();
        if (reconfigured)
            world.Configure("timeout: 9s"); // each check has another fingerprint
        await world.Monitor.StartAsync();

        await world.ToldOfTheChangesOnlyAsync();
    }

    [Fact]
    public async Task What_changes_while_the_configuration_is_read_anew_is_announced_and_nothing_else()
    {
        await using var world = await KnownWorld.StartAsync();

        world.Configure("timeout: 9s");
        world.Change();

        await world.IsReconfiguredAsync();
        await world.ToldOfTheChangesOnlyAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Targets_that_come_up_after_the_monitor_are_told_of_after_the_grace_and_only_if_they_changed(bool killed)
    {
        await using var world = await KnownWorld.StartAsync();

        await (killed ? world.Monitor.KillAsync() : world.Monitor.StopAsync());
        await world.Target.GoAwayAsync();
        world.Change();
        world.Configure($"startup_grace: {Grace.TotalSeconds}s");
        var start = TimeProvider.System.GetUtcNow(); // before the monitor's own
        await world.Monitor.StartAsync();
        await world.SeesNothingAsync(start, rounds: 2);
        await world.Target.ListenAsync();

        await world.ToldOfTheChangesOnlyAsync();
        await world.QuietAsync(start, start + Grace);
    }
}
