using System.Diagnostics;
using Monitor.Actors.Checks.Assertions;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary>No pattern takes the monitor down: refused at load, or done in time that grows with the text alone.</summary>
public sealed class TextPatternTests
{
    public static TheoryData<string> Evil => [.. EvilPatterns()];

    private static IEnumerable<string> EvilPatterns()
    {
        string[] cores = ["a", "a+", "a?", "(a|aa)", @"\w", "a{1,9}", "(a*)*"];
        string[] wrappings = ["^({0})+$", "({0})*b", "({0}){{20}}", "({0}){{1,100}}", "(({0})+)+$", "({0}|b)*c", "(.*{0}){{30}}", "^(({0}){{10}}){{10}}$", "(({0}{{30}}){{30}}){{30}}"];
        return cores.SelectMany(_ => wrappings, (core, wrapping) => string.Format(null, wrapping, core))
            .Append(new string('(', 250) + new string(')', 250))
            .Append(string.Concat(Enumerable.Repeat("a?", 120)) + string.Concat(Enumerable.Repeat("a", 120)))
            .Append(@"\b(\w+\s*)*$").Append("((((a{99}){99}){99}){99}").Append("a{2147483647}").Append("a{0,2147483648}").Append("x*".PadLeft(400, 'x'));
    }

    [Theory]
    [MemberData(nameof(Evil))]
    public void Building_and_matching_are_bounded(string text)
    {
        if (TextPattern.TryCompile(text, out var fault, out var fix) is not { } pattern)
        {
            Assert.NotEqual(("", ""), (fault, fix));
            return;
        }

        var watch = Stopwatch.StartNew();
        pattern.Match(new string('a', TextPattern.MaxInput - 1) + "!");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60); // a backtracking engine would take years
    }

    [Fact]
    public void Repetitions_within_repetitions_are_counted()
    {
        Assert.Null(TextPattern.TryCompile("((a{20}){20}){20}", out var fault, out var fix));
        Assert.Equal(("the repetitions of the pattern are too many", "lower the numbers in {…}"), (fault, fix));
        Assert.NotNull(TextPattern.TryCompile("^[0-9]{1,4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}$", out _, out _));
    }

    [Fact]
    public void A_pattern_and_a_text_have_a_limit()
    {
        Assert.Null(TextPattern.TryCompile(new string('a', 513), out var fault, out _));
        Assert.Equal("a pattern of 513 characters", fault);
        Assert.Equal("is longer than 65536 characters, too long to match", TextPattern.TryCompile("a", out _, out _)!.Match(new string('a', 65_537)).Trouble);
    }
}
