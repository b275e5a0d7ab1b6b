using Monitor.Actors.History;

namespace Monitor.Actors.Tests.History;

public sealed class HistoryKeepTests
{
    [Fact]
    public void Durations_are_read()
    {
        Assert.Equal(
            new HistoryKeep(TimeSpan.FromDays(2), TimeSpan.FromDays(3), TimeSpan.FromHours(96)),
            HistoryKeep.Read(Keys("2d", "3d", "96h"), problem => Assert.Fail(problem)));
    }

    [Theory]
    [InlineData("2x", "30d", "400d", "forever", "keep-raw: expected a duration from 1d to 36500d, such as 14d, got \"2x\"")]
    [InlineData("14d", null, "400d", "forever", "keep-minute: expected a duration from 1d to 36500d, such as 14d, got nothing")]
    [InlineData("23h", "30d", "400d", "forever", "keep-raw: expected a duration from 1d to 36500d, such as 14d, got \"23h\"")]
    [InlineData("14d", "30d", "40000d", "forever", "keep-hour: expected a duration from 1d to 36500d, such as 14d, got \"40000d\"")]
    [InlineData("31d", "30d", "400d", "forever", "keep-minute: must not be shorter than keep-raw; minutes are read where raw results are gone")]
    [InlineData("14d", "30d", "29d", "forever", "keep-hour: must not be shorter than keep-minute; hours are read where minutes are gone")]
    [InlineData("14d", "30d", "400d", "900d", "keep-day: expected forever, the only choice, got \"900d\"")]
    public void What_is_wrong_is_told(string? raw, string? minute, string? hour, string? day, string expected)
    {
        var problems = new List<string>();
        HistoryKeep.Read(Keys(raw, minute, hour, day), problems.Add);
        Assert.Contains(expected, problems);
    }

    private static Func<string, string?> Keys(string? raw, string? minute, string? hour, string? day = "forever") => key => key switch
    {
        "keep-raw" => raw,
        "keep-minute" => minute,
        "keep-hour" => hour,
        _ => day,
    };
}
