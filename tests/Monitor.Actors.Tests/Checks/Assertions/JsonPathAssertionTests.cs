using System.Text.Json;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Tests.Checks.Assertions;

public sealed class JsonPathAssertionTests
{
    [Theory]
    // In the words of the original.
    [InlineData("{ path: $.latency_ms, lt: 100 }", """{"latency_ms":262}""", "$.latency_ms !< 100 (got 262)")]
    [InlineData("{ path: $.latency_ms, lt: 100 }", """{"latency_ms":100}""", "$.latency_ms !< 100 (got 100)")]
    [InlineData("{ path: $.latency_ms, gt: 10.5 }", """{"latency_ms":10.5}""", "$.latency_ms !> 10.5 (got 10.5)")]
    [InlineData("{ path: $.ok, equals: true }", """{"ok":false}""", "$.ok != True (got False)")]
    [InlineData("{ path: $.ok, equals: 1 }", """{"ok":null}""", "$.ok != 1 (got None)")]
    [InlineData("{ path: $.state, equals: ready }", """{"state":"busy"}""", "$.state != ready (got busy)")]
    [InlineData("{ path: $.list, equals: 1 }", """{"list":[1,"a",{"b":true}]}""", "$.list != 1 (got [1, 'a', {'b': True}])")]
    // A range holds both bounds.
    [InlineData("{ path: $.n, gt: 1, lt: 5 }", """{"n":3}""", null)]
    [InlineData("{ path: $.n, gt: 1, lt: 5 }", """{"n":5}""", "$.n !< 5 (got 5)")]
    [InlineData("{ path: $.n, gt: 1, lt: 5 }", """{"n":1}""", "$.n !> 1 (got 1)")]
    [InlineData("{ path: $.n, equals: 3, lt: 2 }", """{"n":3}""", "$.n !< 2 (got 3)")]
    // Missing.
    [InlineData("{ path: $.ok, equals: true }", "{}", "$.ok != True (got None)")]
    [InlineData("{ path: $.n, lt: 5 }", "{}", "$.n !< 5 (got None)")]
    [InlineData("{ path: $.n, gt: 5 }", "{}", "$.n !> 5 (got None)")]
    [InlineData("{ path: $.n }", "{}", "$.n not found")]
    [InlineData("{ path: $.n }", """{"n":null}""", null)]
    [InlineData("{ path: $.n, equals: null }", """{"n":null}""", null)]
    [InlineData("{ path: $.n, equals: null }", "{}", "$.n not found")]
    [InlineData("{ path: $.n, exists: true }", "{}", "$.n not found")]
    [InlineData("{ path: $.n, exists: true }", """{"n":0}""", null)]
    [InlineData("{ path: $.n, exists: false }", "{}", null)]
    [InlineData("{ path: $.n, exists: false }", """{"n":0}""", "$.n exists (got 0)")]
    [InlineData("{ path: $.n, exists: true, lt: 5 }", """{"n":7}""", "$.n !< 5 (got 7)")]
    // Types are strict, numbers compare by value.
    [InlineData("{ path: $.n, equals: 1 }", """{"n":1.0}""", null)]
    [InlineData("{ path: $.n, equals: 100 }", """{"n":1e2}""", null)]
    [InlineData("{ path: $.n, equals: true }", """{"n":1}""", "$.n != True (got 1)")]
    [InlineData("{ path: $.n, equals: 1 }", """{"n":true}""", "$.n != 1 (got True)")]
    [InlineData("{ path: $.n, equals: 1 }", """{"n":"1"}""", "$.n != 1 (got 1)")]
    [InlineData("{ path: $.n, equals: '1' }", """{"n":"1"}""", null)]
    [InlineData("{ path: $.n, lt: 5 }", """{"n":"3"}""", "$.n is text \"3\", expected a number")]
    [InlineData("{ path: $.n, lt: 5 }", """{"n":null}""", "$.n is null, expected a number")]
    [InlineData("{ path: $.n, lt: 5 }", """{"n":true}""", "$.n is true, expected a number")]
    [InlineData("{ path: $.n, lt: 5 }", """{"n":[]}""", "$.n is a list, expected a number")]
    [InlineData("{ path: $.n, lt: 5 }", """{"n":{}}""", "$.n is an object, expected a number")]
    [InlineData("{ path: $.n, lt: 5 }", """{"n":1e999}""", "$.n is 1e999, a number out of range")]
    [InlineData("{ path: $.n, lt: 5 }", """{"n":1e200}""", "$.n !< 5 (got 1e200)")]
    // Which of several.
    [InlineData("{ path: '$[*].ok', equals: true }", """[{"ok":true},{"ok":false}]""", null)]
    [InlineData("{ path: '$[*].ok', equals: true, all: true }", """[{"ok":true},{"ok":false}]""", "$[*].ok != True (got False)")]
    [InlineData("{ path: '$[*].ok', equals: true, all: true }", """[{"ok":true}]""", null)]
    [InlineData("{ path: '$[*].ok', equals: true, all: true }", "[]", "$[*].ok != True (got None)")]
    [InlineData("{ path: '$[*].ok', equals: true, any: true }", """[{"ok":false},{"ok":true}]""", null)]
    [InlineData("{ path: '$[*].ok', equals: true, any: true }", """[{"ok":false},{"ok":null}]""", "$[*].ok != True (got False)")]
    [InlineData("{ path: '$[*]', count: 2 }", "[1,2]", null)]
    [InlineData("{ path: '$[*]', count: 2 }", "[1,2,3]", "$[*] has 3 matches, expected 2")]
    [InlineData("{ path: '$[*]', count: 0 }", "[]", null)]
    [InlineData("{ path: '$[*]', count: 2, lt: 3, all: true }", "[1,3]", "$[*] !< 3 (got 3)")]
    // Without a leading dollar, and down to filters.
    [InlineData("{ path: ok, equals: true }", """{"ok":true}""", null)]
    [InlineData("{ path: db.ok, equals: true }", """{"db":{"ok":false}}""", "db.ok != True (got False)")]
    [InlineData("{ path: '$.jobs[?@.state==\"failed\"]', exists: false }", """{"jobs":[{"state":"done"}]}""", null)]
    public void Expected_and_actual_stand_together(string rule, string body, string? problem)
    {
        var keys = YamlSection.Of(rule);
        var expectation = JsonPathAssertion.ReadOne(keys);
        Assert.Empty(keys.Problems());
        using var document = JsonDocument.Parse(body);
        Assert.Equal(problem, expectation.Problem(document.RootElement));
    }

    [Theory]
    [InlineData("{ path: $.x-y, equals: 1 }", "write $['x-y']")]
    [InlineData("{ path: x-y, equals: 1 }", "write $['x-y']")]
    [InlineData("{ path: '$[', equals: 1 }", "see RFC 9535 for the spelling")]
    [InlineData("{ path: $.a, all: true, any: true }", "keep one of them")]
    [InlineData("{ equals: 1 }", "write path: and a text")]
    [InlineData("{ path: $.a, lt: x }", "write a number")]
    [InlineData("{ path: $.a, count: -1 }", "")]
    public void What_cannot_be_read_is_a_problem_with_a_fix(string rule, string fix)
    {
        var keys = YamlSection.Of(rule);
        JsonPathAssertion.ReadOne(keys);
        Assert.Equal(fix, Assert.Single(keys.Problems()).Fix);
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        using var document = JsonDocument.Parse($$"""{"s":"{{new string('x', 5000)}}"}""");
        var problem = JsonPathAssertion.ReadOne(YamlSection.Of("{ path: $.s, equals: y }")).Problem(document.RootElement);
        Assert.Equal($"$.s != y (got {new string('x', 399)}…)", problem);
    }
}
