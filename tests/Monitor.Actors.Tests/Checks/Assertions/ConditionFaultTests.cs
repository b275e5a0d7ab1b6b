using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary>A condition that cannot be read is a mistake in the configuration, with the place and the way out.</summary>
public sealed class ConditionFaultTests
{
    [Theory]
    [InlineData("", 1, "empty", "write it like [STATUS] == 200")]
    [InlineData("[STATUS]", 9, "no operator", "write it like [STATUS] == 200; operators: == != < <= > >=")]
    [InlineData("[STATUS] ? 201", 15, "no operator", "write it like [STATUS] == 200; operators: == != < <= > >=")]
    [InlineData("[STATUS]==201", 9, "== is no operator as it stands here", "write == with a space on each side")]
    [InlineData("[STATUS] = 201", 10, "= is no operator as it stands here", "write == with a space on each side")]
    [InlineData("[STATUS] <201", 10, "< is no operator as it stands here", "write < with a space on each side")]
    [InlineData("[STATUS] => 201", 10, "=> is no operator as it stands here", "write >= with a space on each side")]
    [InlineData("[STATUS] <> 201", 10, "<> is no operator as it stands here", "write != with a space on each side")]
    [InlineData("[BODY].x ==", 12, "nothing after ==", "write a value; for the empty text, quote the condition and end it with \"== \"")]
    [InlineData("[STATUS] == 200 == 200", 17, "a second ==", "write one condition for each")]
    [InlineData("[STAUTS] == 200", 1, "unknown placeholder [STAUTS]", "did you mean [STATUS]?")]
    [InlineData("[WHATEVER_X] == 200", 1, "unknown placeholder [WHATEVER_X]",
        "known here: [STATUS], [RESPONSE_TIME], [BODY], [HEADER], [CONNECTED], [IP], [CERTIFICATE_EXPIRATION], [DNS_RCODE]")]
    [InlineData("200 == [STAUTS]", 8, "unknown placeholder [STAUTS]", "did you mean [STATUS]?")]
    [InlineData("STATUS == 200", 1, "compares two fixed texts, so it never changes", "did you mean [STATUS]?")]
    [InlineData("1 == 2", 1, "compares two fixed texts, so it never changes", "name what to look at, such as [STATUS]")]
    [InlineData("[STATUS].x == 200", 9, "nothing may follow [STATUS]", "write [STATUS] alone")]
    [InlineData("[DOMAIN_EXPIRATION] > 720h", 1, "[DOMAIN_EXPIRATION] is not supported", "watch the domain's registration elsewhere, and remove this")]
    [InlineData("[BODY].id == [CONTEXT].id", 14, "[CONTEXT] is not supported", "there are no suites; write the value itself")]
    [InlineData("[RESPONSE_TIME] < potato", 19, "\"potato\" is neither a number nor a duration", "write it like 500, 500ms or 48h, or use == or !=")]
    [InlineData("[RESPONSE_TIME] < ", 19, "\"\" is neither a number nor a duration", "write it like 500, 500ms or 48h, or use == or !=")]
    [InlineData("[STATUS] < any(300, 400)", 12, "any(300, 400) works with == and != only, not with <", "write == or !=")]
    [InlineData("pat(2*) >= [STATUS]", 1, "pat(2*) works with == and != only, not with >=", "write == or !=")]
    [InlineData("pat(2*) == any(200)", 12, "pat() and any() need a value to choose", "write a placeholder such as [BODY] on one side")]
    [InlineData("[BODY] == pat(*[])", 16, "[ begins a set of characters that is empty or not closed", @"write \[ for the character itself, and \\ for \")]
    [InlineData("[BODY] == pat([a-)", 15, "[ begins a set of characters that is empty or not closed", @"write \[ for the character itself, and \\ for \")]
    [InlineData(@"[BODY] == pat(a\)", 16, @"nothing follows \", @"write \[ for the character itself, and \\ for \")]
    [InlineData("[BODY] == any(a, pat(x[))", 23, "[ begins a set of characters that is empty or not closed", @"write \[ for the character itself, and \\ for \")]
    [InlineData("[BODY].a == any([BODY].b, 1)", 17, "[BODY] is in the middle of a text", "let it stand alone, or in len() or has()")]
    [InlineData("[BODY] == pat(*<a == b*", 24, "pat( is not closed", "end it with )")]
    [InlineData("[BODY] == pat(x", 16, "pat( is not closed", "end it with )")]
    [InlineData("len([BODY].users == 100", 4, "( is not closed", "close it with )")]
    [InlineData("len(users) == 100", 5, "len() needs a placeholder", "write it like len([BODY].items)")]
    [InlineData("has() == true", 5, "has() needs a placeholder", "write it like has([BODY].items)")]
    [InlineData("has([BODY].a) == yes", 18, "\"yes\" is neither true nor false", "write true or false")]
    [InlineData("[CONNECTED] == 1", 16, "\"1\" is neither true nor false", "write true or false")]
    [InlineData("size([BODY].a) > 1", 6, "[BODY] is in the middle of a text", "let it stand alone, or in len() or has()")]
    [InlineData("[BODY]. == 1", 7, "not a name after a dot or a number in brackets", "write it like [BODY].items[0].id, or use expect_jsonpath")]
    [InlineData("[BODY].a..b == 1", 9, "not a name after a dot or a number in brackets", "write it like [BODY].items[0].id, or use expect_jsonpath")]
    [InlineData("[BODY].a[-1] == 1", 9, "not a name after a dot or a number in brackets", "write it like [BODY].items[0].id, or use expect_jsonpath")]
    [InlineData("[BODY].a[*].b == 1", 9, "not a name after a dot or a number in brackets", "write it like [BODY].items[0].id, or use expect_jsonpath")]
    [InlineData("[BODY]name == 1", 7, "not a name after a dot or a number in brackets", "write it like [BODY].items[0].id, or use expect_jsonpath")]
    [InlineData("[HEADER] == 1", 9, "the name of a header must follow", "write it like [HEADER].content-type")]
    [InlineData("[HEADER].a b == 1", 9, "the name of a header must follow", "write it like [HEADER].content-type")]
    public void It_says_where_and_what_instead(string condition, int character, string fault, string fix)
    {
        var problem = Judging.Problem($"conditions: [{Judging.Quoted(condition)}]");
        Assert.Equal(($"not a condition, at character {character}: {fault}", fix), (problem.Fault, problem.Fix));
    }

    [Fact]
    public void It_says_in_which_line_and_item()
    {
        var problem = Judging.Problem("""
            conditions:
              - "[STATUS] == 200"
              - { condition: "[STATUS] == any(200)", severity: warn }
              - { condition: "[STATUS] > many", severity: warn }
            """);
        Assert.Equal((4, 18, "conditions[2].condition"), (problem.Line, problem.Column, problem.Place));
        problem = Judging.Problem("conditions:\n  - '[STATUS] == 200'\n  - '[STATUS] > many'\n");
        Assert.Equal((3, 5, "conditions[1]"), (problem.Line, problem.Column, problem.Place));
    }

    [Theory]
    [InlineData("conditions: [[STATUS]]", "expected a condition, got a list", "write it in quotes, like \"[STATUS] == 200\"")]
    [InlineData("conditions: [null]", "expected a condition, got null", "write it in quotes, like \"[STATUS] == 200\"")]
    [InlineData("conditions: [{ severity: warn }]", "missing", "write condition: and a text")]
    [InlineData("conditions: [{ condition: '[STATUS] == 200', severity: bad }]", "unknown value \"bad\"", "use fail or warn")]
    [InlineData("conditions: [{ condition: '[STATUS] == 200', serverity: warn }]", "unknown key", "did you mean severity?")]
    public void Other_things_than_texts(string yaml, string fault, string fix)
    {
        var problem = Judging.Problem(yaml);
        Assert.Equal((fault, fix), (problem.Fault, problem.Fix));
    }

    [Fact]
    public void A_type_knows_only_the_facts_it_has()
    {
        var problem = Judging.Problem(
            "conditions: ['[DNS_RCODE] == NOERROR']", AssertionKeys.Status | AssertionKeys.JsonPath | AssertionKeys.Conditions, FactKeys.Ip);
        Assert.Equal("not a condition, at character 1: this type of check knows no [DNS_RCODE]", problem.Fault);
        Assert.Equal("known here: [STATUS], [RESPONSE_TIME], [BODY], [CONNECTED], [IP]", problem.Fix);
    }

    [Fact]
    public void A_type_without_conditions_does_not_know_the_key() =>
        Assert.Equal("unknown key", Judging.Problem("conditions: ['[STATUS] == 200']", AssertionKeys.Status).Fault);

    [Theory]
    [InlineData("conditions:\n  - [STATUS] == 200\n", 2)]
    [InlineData("conditions:\n  - '[STATUS] == 200'\n  - [BODY].x != 200\n  - '[STATUS] == 200'\n", 3)]
    [InlineData("conditions: [[STATUS] == 200]\n", 1)]
    public void Without_quotes_yaml_takes_a_placeholder_for_a_list(string yaml, int line)
    {
        var problem = YamlSection.Of(yaml).Problems()[0];
        Assert.Equal((line, "put a condition in quotes: \"[STATUS] == 200\""), (problem.Line, problem.Fix));
    }

    [Fact]
    public void Limits()
    {
        Assert.Contains("longer than 1024", Judging.Problem($"conditions: ['[BODY] == {new string('x', 2000)}']").Fault, StringComparison.Ordinal);
        Assert.Contains("longer than 512", Judging.Problem($"conditions: ['[BODY] == pat({new string('x', 600)})']").Fault, StringComparison.Ordinal);
        Assert.Contains("101 values", Judging.Problem($"conditions: ['[BODY] == any({string.Join(',', Enumerable.Range(0, 101))})']").Fault, StringComparison.Ordinal);
        Assert.Contains("more than 64 characters", Judging.Problem($"conditions: ['[BODY] == pat(*{new string('?', 65)}*)']").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_environment_brought_in_is_not_shown()
    {
        using var bench = new HttpBench { Variables = { ["TOKEN"] = "hunter2" } };
        var reading = bench.Reading(new Uri("http://localhost/"), "conditions: ['[STATUS] < {TOKEN}', '[STATUS]={TOKEN}']");
        Assert.Equal(2, reading.Errors.Count());
        Assert.All(reading.Errors, error => Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal));
        Assert.Contains("{TOKEN}", reading.Errors.First().Fault, StringComparison.Ordinal);
    }
}
