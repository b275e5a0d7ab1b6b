using System.Text;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.Checks;

public sealed class LastLinesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n ")]
    public void Nothing_is_nothing(string? text) => Assert.Null(LastLines.Of(text));

    [Fact]
    public void The_last_ten_lines_are_kept() =>
        Assert.Equal("3\n4\n5\n6\n7\n8\n9\n10\n11\n12", LastLines.Of(string.Join("\r\n", Enumerable.Range(1, 12)) + "\n"));

    [Fact]
    public void Two_kibibytes_are_kept_and_no_half_character()
    {
        var kept = LastLines.Of(string.Concat(Enumerable.Repeat("a😀", 1_000)))!;
        Assert.InRange(Encoding.UTF8.GetByteCount(kept), LastLines.MostBytes - 4, LastLines.MostBytes);
        Assert.StartsWith("…", kept, StringComparison.Ordinal);
        Assert.EndsWith("a😀", kept, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', kept);
    }

    [Fact]
    public void Nothing_in_it_can_steer_a_terminal() => Assert.Equal("\uFFFD[31mred\tand \uFFFD half", LastLines.Of("\u001b[31mred\tand \ud83d half"));
}
