using System.Text.Json;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary>The predicates that the original did not have; the others are in <see cref="JsonPathAssertionTests"/>.</summary>
public sealed class PredicatesTests
{
    private static string? Problem(string predicates, string? value)
    {
        var keys = YamlSection.Of(predicates);
        var read = Predicates.Read(keys);
        Assert.Empty(keys.Problems());
        return read.Problem("x", value is null ? null : JsonElement.Parse(value));
    }

    [Theory]
    [InlineData("{ not_equals: 5 }", "4", null)]
    [InlineData("{ not_equals: 5 }", "5.0", "x == 5.0, expected another value")]
    [InlineData("{ not_equals: 5 }", "\"5\"", null)]
    [InlineData("{ not_equals: 5 }", null, "x not found")]
    [InlineData("{ lte: 5 }", "5", null)]
    [InlineData("{ lte: 5 }", "5.01", "x !<= 5 (got 5.01)")]
    [InlineData("{ gte: 5 }", "5", null)]
    [InlineData("{ gte: 5 }", "4", "x !>= 5 (got 4)")]
    [InlineData("{ gte: 0 }", null, "x !>= 0 (got None)")]
    [InlineData("{ lte: 0 }", null, "x !<= 0 (got None)")]
    [InlineData("{ gte: 0 }", "\"1\"", "x is text \"1\", expected a number")]
    [InlineData("{ in: [1, a, true, null] }", "1.0", null)]
    [InlineData("{ in: [1, a, true, null] }", "null", null)]
    [InlineData("{ in: [1, a, true] }", "\"1\"", "x not in [1, a, True] (got 1)")]
    [InlineData("{ in: [1, a] }", null, "x not in [1, a] (got None)")]
    [InlineData("{ contains: b }", "\"abc\"", null)]
    [InlineData("{ contains: B }", "\"abc\"", "x does not contain B (got abc)")]
    [InlineData("{ contains: b }", "[\"a\",\"b\"]", null)]
    [InlineData("{ contains: 2 }", "[1, 2.0]", null)]
    [InlineData("{ contains: b }", "[\"abc\"]", "x does not contain b (got ['abc'])")]
    [InlineData("{ contains: b }", "5", "x is 5, expected a text or a list with b in it")]
    [InlineData("{ contains: 2 }", "\"2\"", "x is text \"2\", expected a list with 2 in it")]
    [InlineData("{ contains: b }", null, "x not found, expected b in it")]
    [InlineData("{ matches: '^v[0-9]+\\.' }", "\"v12.3\"", null)]
    [InlineData("{ matches: '^v[0-9]+$' }", "\"v12.3\"", "x does not match ^v[0-9]+$ (got v12.3)")]
    [InlineData("{ matches: '\\bok\\b' }", "\"all ok here\"", null)]
    [InlineData("{ matches: '5' }", "5", "x is 5, expected a text")]
    [InlineData("{ matches: '5' }", null, "x not found, expected to match 5")]
    [InlineData("{ length: 3 }", "\"J\u00f6\ud83d\ude00\"", null)]
    [InlineData("{ length: 3 }", "[1,2]", "x has length 2, expected 3")]
    [InlineData("{ length: 2 }", "{\"a\":1,\"b\":2}", null)]
    [InlineData("{ length: { gte: 1, lt: 3 } }", "[1,2]", null)]
    [InlineData("{ length: { gte: 1, lt: 3 } }", "[]", "x has length 0, expected >= 1")]
    [InlineData("{ length: { gte: 1, lt: 3 } }", "[1,2,3]", "x has length 3, expected < 3")]
    [InlineData("{ length: 1 }", "5", "x is 5, expected a text, a list or an object")]
    [InlineData("{ length: 0 }", null, "x not found")]
    [InlineData("{ type: string }", "\"\"", null)]
    [InlineData("{ type: string }", "5", "x is 5, expected a text")]
    [InlineData("{ type: number }", "\"5\"", "x is text \"5\", expected a number")]
    [InlineData("{ type: integer }", "1e2", null)]
    [InlineData("{ type: integer }", "1.5", "x is 1.5, expected a whole number")]
    [InlineData("{ type: boolean }", "false", null)]
    [InlineData("{ type: boolean }", "0", "x is 0, expected true or false")]
    [InlineData("{ type: list }", "{}", "x is an object, expected a list")]
    [InlineData("{ type: object }", "[]", "x is a list, expected an object")]
    [InlineData("{ type: \"null\" }", "null", null)]
    [InlineData("{ type: \"null\" }", null, "x not found, expected null")]
    [InlineData("{ type: number, lt: 5 }", "7", "x !< 5 (got 7)")]
    [InlineData("{ matches: a }", "\"\\ud800\"", "x holds half a character, which is not text")]
    [InlineData("{ exists: false }", "\"\\ud800\"", "x holds half a character, which is not text")]
    [InlineData("{}", "0", null)]
    [InlineData("{}", null, "x not found")]
    public void Expected_and_actual_stand_together(string predicates, string? value, string? problem) =>
        Assert.Equal(problem, Problem(predicates, value));

    [Theory]
    [InlineData("{ in: [] }", "expected a list of values", "write in: [a, b], with 1 to 1000 values")]
    [InlineData("{ in: 5 }", "expected a list of values", "write in: [a, b], with 1 to 1000 values")]
    [InlineData("{ type: txt }", "unknown value \"txt\"", "use string or number or integer or boolean or list or object or null")]
    [InlineData("{ length: many }", "expected a number, got text \"many\"", "write a number")]
    [InlineData("{ length: { eq: 5 } }", "unknown key", "known here: gt, gte, lt, lte")]
    [InlineData("{ matches: '(a)\\1' }", "look-around, back-references and atomic groups are not supported", "write the pattern without them")]
    [InlineData("{ matches: '' }", "empty", "write a pattern of 1 to 512 characters")]
    [InlineData("{ gte: x }", "expected a number, got text \"x\"", "write a number")]
    public void What_cannot_be_read_is_a_problem_with_a_fix(string predicates, string fault, string fix)
    {
        var keys = YamlSection.Of(predicates);
        Predicates.Read(keys);
        var problem = Assert.Single(keys.Problems());
        Assert.Equal((fault, fix), (problem.Fault, problem.Fix));
    }

    [Theory]
    [InlineData("match: all", "$[*] !< 5 (got 7)")]
    [InlineData("all: true", "$[*] !< 5 (got 7)")]
    [InlineData("match: any", null)]
    [InlineData("match: first", null)]
    [InlineData("count: 3", "$[*] has 2 matches, expected 3")]
    public void Which_of_several_matches(string which, string? problem) =>
        Assert.Equal(problem, Judging.Judge($"expect_jsonpath: [{{ path: '$[*]', lt: 5, {which} }}]", "[1, 7]").Reason);

    [Fact]
    public void A_path_that_costs_too_much_is_a_failure()
    {
        var body = $"[{string.Join(',', Enumerable.Repeat("[1,2,3]", 30_000))}]";
        Assert.Equal("$..x: JSONPath too expensive: more than 100000 nodes visited", Judging.Judge("expect_jsonpath: [{ path: $..x }]", body).Reason);
    }
}
