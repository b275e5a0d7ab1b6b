using Monitor.Actors.Health;

namespace Monitor.Actors.Tests.Health;

public sealed class ClockNoteTests
{
    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(6, 1, null)] // corrected a little
    [InlineData(-4, 1, null)]
    [InlineData(7201, 1, "this machine's clock moved forward by 2h: it was set, or the machine was suspended")]
    [InlineData(-7199, 1, "this machine's clock moved back by 2h: it was set, or the machine was suspended")]
    [InlineData(86_401, 1, "this machine's clock moved forward by 24h: it was set, or the machine was suspended")]
    [InlineData(60, 60, null)] // frozen: told elsewhere
    public void A_clock_that_moved_by_itself_is_told(int wall, int since, string? told) =>
        Assert.Equal(told, ClockNote.Of(TimeSpan.FromSeconds(wall), TimeSpan.FromSeconds(since)));
}
