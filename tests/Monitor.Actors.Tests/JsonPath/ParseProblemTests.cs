namespace Json.Path.Tests;

public sealed class ParseProblemTests
{
    [Theory]
    [InlineData("$.x-y", 3, "$['x-y']")]
    [InlineData("$.a.x-y.b", 5, "$.a['x-y'].b")]
    [InlineData("$.x-y.z-w[0]", 3, "$['x-y']['z-w'][0]")]
    [InlineData("$..x-y", 4, "$..['x-y']")]
    [InlineData("$.1st", 2, "$['1st']")]
    [InlineData("$.\"x-y\"", 2, "$['x-y']")]
    [InlineData("$.items[?@.x-y == 1]", 12, "$.items[?@['x-y'] == 1]")]
    [InlineData("$[?@.a = 1]", 7, "$[?@.a == 1]")]
    [InlineData("ok", 0, "$.ok")]
    [InlineData("x-y", 0, "$['x-y']")]
    [InlineData("[0]", 0, "$[0]")]
    [InlineData(".a", 0, "$.a")]
    [InlineData("@.a", 0, "$.a")]
    [InlineData(" $.a ", 0, "$.a")]
    [InlineData("", 0, null)]
    [InlineData("$[", 2, null)]
    [InlineData("$.", 2, null)]
    [InlineData("$[?@.a==]", 8, null)]
    [InlineData("$[?foo(@)]", 3, null)]
    [InlineData("$[?match(@,'(')]", 11, null)]
    [InlineData("$[?1]", 3, null)]
    public void A_problem_has_a_place_and_perhaps_a_better_spelling(string path, int position, string? suggestion)
    {
        Assert.False(JsonPath.TryParse(path, out _, out var problem));

        Assert.Equal((position, suggestion), (problem.Position, problem.Suggestion));
    }

    [Theory]
    [InlineData("$.x-y", "expected '.', '[' or the end of the path, found '-'")]
    [InlineData("ok", "a path starts with '$'")]
    [InlineData("$['a", "the quoted text has no closing '")]
    [InlineData("$[?@.*==1]", "this path may select several values; one value is needed here")]
    [InlineData("$[?length(@)]", "a value is no condition; compare it with something")]
    [InlineData("$[?@.a==ok]", "'ok' is no literal; a text needs quotes")]
    [InlineData("$[?match(@,'\\\\d')]", "the pattern is no I-Regexp (RFC 9485): \\d is not known; write [0-9]")]
    [InlineData("$[9007199254740992]", "an integer must be within ±9007199254740991")]
    public void A_problem_reads_plainly(string path, string message)
    {
        var problem = Assert.Throws<PathParseException>(() => JsonPath.Parse(path));

        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void A_long_path_is_refused()
    {
        Assert.True(JsonPath.TryParse("$." + new string('a', JsonPath.MaxLength - 2), out _));
        Assert.False(JsonPath.TryParse("$." + new string('a', JsonPath.MaxLength - 1), out _));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("!(", ")")]
    [InlineData("@[?", "]")]
    public void Nesting_ends_at_64(string open, string close)
    {
        Assert.True(JsonPath.TryParse(Nested(open, close, JsonPath.MaxNesting - 1), out _));
        Assert.False(JsonPath.TryParse(Nested(open, close, JsonPath.MaxNesting), out _, out var problem));
        Assert.Equal("nested more than 64 deep", problem.Message);
    }

    [Fact]
    public void No_text_is_no_path() => Assert.False(JsonPath.TryParse(null, out _));

    private static string Nested(string open, string close, int depth) =>
        $"$[?{string.Concat(Enumerable.Repeat(open, depth))}@.a{string.Concat(Enumerable.Repeat(close, depth))}]";
}
