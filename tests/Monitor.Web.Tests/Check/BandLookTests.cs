using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Web.Check;

namespace Monitor.Web.Tests.Check;

public sealed class BandLookTests
{
    [Fact]
    public void The_band_has_a_sentence()
    {
        ImmutableArray<CheckStatus?> slots = [CheckStatus.Ok, null, CheckStatus.Fail, CheckStatus.Ok];
        Assert.Equal("Worst result in each 10 minutes of the last 24 hours: FAIL in 1, OK in 2 of 3 with results.", BandLook.Sentence(slots));
        Assert.Equal("M0 9h5v18h-5zM18 9h5v18h-5z", BandLook.Path(slots, CheckStatus.Ok));
        Assert.Equal("No results in the last 24 hours.", BandLook.Sentence([null, null]));
    }
}
