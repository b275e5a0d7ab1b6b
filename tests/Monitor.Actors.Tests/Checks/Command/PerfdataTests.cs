using Monitor.Actors.Checks.Command;

namespace Monitor.Actors.Tests.Checks.Command;

/// <summary>What is made of a plug-in's output.</summary>
public sealed class PerfdataTests
{
    [Fact]
    public void The_line_is_for_people_and_the_figures_stand_after_the_bar()
    {
        var output = PluginOutput.Read("\nDISK OK - free space: / 5000 MB | /=2643MB;5948;5958;0;5968\nmore | /boot=68MB;88;93;0;98\n'a label'=1.5s\n");
        Assert.Equal("DISK OK - free space: / 5000 MB", output.Line);
        Assert.Equal(
            [
                new Perfdata("/", 2643, "MB", "5948", "5958", 0, 5968),
                new Perfdata("/boot", 68, "MB", "88", "93", 0, 98),
                new Perfdata("a label", 1.5m, "s", null, null, null, null),
            ],
            output.Figures);
    }

    [Theory]
    [InlineData("time=0.012s;;;0.000", "time", "0.012", "s")]
    [InlineData("'it''s'=5%", "it's", "5", "%")]
    [InlineData("load=-1.5e3", "load", "-1500", null)]
    [InlineData("unknown=U", "unknown", null, null)]
    public void A_figure_is_read(string text, string label, string? value, string? unit)
    {
        var figure = Assert.Single(Perfdata.Read(text));
        Assert.Equal((label, value, unit), (figure.Label, figure.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture), figure.Unit));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no figures here")]
    [InlineData("=5")]
    [InlineData("a=b")]
    [InlineData("a=1e99999999999")]
    [InlineData("''=1")]
    public void What_cannot_be_read_is_left_out(string text) => Assert.Empty(Perfdata.Read(text));

    [Fact]
    public void A_range_is_kept_as_it_is_written() =>
        Assert.Equal(("10:20", "@5:~"), Perfdata.Read("x=1;10:20;@5:~") is [var only] ? (only.Warn, only.Crit) : default);
}
