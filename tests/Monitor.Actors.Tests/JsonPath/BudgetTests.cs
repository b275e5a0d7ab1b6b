using System.Text;
using System.Text.Json;

namespace Json.Path.Tests;

/// <summary>FAULTS S-34: no document of 1 MiB makes a path run away.</summary>
public sealed class BudgetTests
{
    private const int MiB = 1 << 20;

    private static readonly Dictionary<string, JsonElement> Documents = new Dictionary<string, string>
    {
        ["wide array"] = Repeat("[", "1", "]", MiB / 2),
        ["wide array of objects"] = Repeat("[", "{\"a\":1}", "]", MiB / 8),
        ["wide array of arrays"] = Repeat("[", "[]", "]", MiB / 3),
        ["wide object"] = Repeat("{", "\"b\":[]", "}", MiB / 7),
        ["deep and wide"] = Deep(60, Repeat("[", "{\"a\":{}}", "]", MiB / 9)),
        ["one long text"] = $"[\"{new string('a', MiB)}\",\"a\"]",
        ["one long escaped name"] = $"{{\"c\":{Repeat("[", "[1]", "]", MiB / 8)},\"{string.Concat(Enumerable.Repeat("\\u0061", MiB / 12))}\":1}}",
        ["long equal texts"] = Repeat("[", $"\"{new string('a', 8000)}\"", "]", MiB / 8000),
        ["many patterns"] = $"[{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"(a|b)*a(a|b){{{i % 99}}}x{i}\""))}]",
    }.ToDictionary(pair => pair.Key, pair => JsonElement.Parse(pair.Value));

    public static TheoryData<string> Paths =>
    [
        "$..*", "$..a", "$..[?@..a]", "$..[?@..*]", "$..[*]..*", "$..*..*..*", "$..[0]", "$..[-1]", "$..[::2]", "$..[::-1]",
        "$[?@.a==$[0]]", "$[?$.zzz]", "$..[?$.zzz]", "$.c[?$.limit==@[0]]", "$[?count($..*)>1]", "$[?count(@..*)>1]",
        "$..[?count(@..*)>length(@)]", "$..[?@==$]", "$[?$==$]", "$[?@[?@[?@.a]]]", "$..[?@..[?@..[?@.a]]]",
        "$[?$[?$[?@==1]]]", "$[?@<=$[0]]", "$[?search(@,'(a|b)*a(a|b){20}')]", "$[?match(@,'(a*)*b')]",
        "$[?search($[0],@)]", "$[?match(@,$[0])]", "$..[?value(@..a)==1]", "$[0,0,0,0,0,0,0,0]..*", "$[:1000000:3]",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_hostile_document_ends_in_a_result_or_is_too_expensive(string text)
    {
        var path = JsonPath.Parse(text);
        foreach (var document in Documents.Values)
        {
            var matches = MatchesOrNull(path, document);

            Assert.True(matches is null or <= 1000);
        }
    }

    [Fact]
    public void Too_many_nodes_are_too_expensive() => Assert.Equal(
        "JSONPath too expensive: more than 100000 nodes visited",
        Assert.Throws<JsonPathTooExpensiveException>(() => JsonPath.Parse("$[?@==2]").Evaluate(Documents["wide array"])).Message);

    [Fact]
    public void Too_many_results_are_too_expensive() => Assert.Equal(
        "JSONPath too expensive: more than 1000 results",
        Assert.Throws<JsonPathTooExpensiveException>(() => JsonPath.Parse("$..*").Evaluate(Documents["wide array"])).Message);

    [Fact]
    public void The_budget_can_be_chosen()
    {
        var document = JsonElement.Parse("[1,2,3]");

        Assert.Equal(3, JsonPath.Parse("$[*]").Evaluate(document, new() { MaxVisits = 3, MaxResults = 3 }).Matches.Count);
        Assert.Throws<JsonPathTooExpensiveException>(() => JsonPath.Parse("$[*]").Evaluate(document, new() { MaxVisits = 2 }));
        Assert.Throws<JsonPathTooExpensiveException>(() => JsonPath.Parse("$[*]").Evaluate(document, new() { MaxResults = 2 }));
    }

    [Fact]
    public void Each_evaluation_has_a_budget_of_its_own()
    {
        var path = JsonPath.Parse("$..a");
        var document = JsonElement.Parse(Repeat("[", "{\"a\":1}", "]", 900));

        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(900, path.Evaluate(document).Matches.Count));
    }

    [Fact]
    public void A_large_but_ordinary_document_is_affordable()
    {
        var items = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"id":{{i}},"name":"item number {{i}}","state":"ok","tags":["x"]}"""));
        var document = JsonElement.Parse($$"""{"status":"ok","limit":9990,"items":[{{items}}]}""");

        Assert.Single(JsonPath.Parse("$.status").Evaluate(document).Matches);
        Assert.Single(JsonPath.Parse("$.items[9999].id").Evaluate(document).Matches);
        Assert.Equal(9, JsonPath.Parse("$.items[?@.id > $.limit]").Evaluate(document).Matches.Count);
        Assert.Single(JsonPath.Parse("$.items[?match(@.name, 'item number 77')]").Evaluate(document).Matches);
    }

    [Theory]
    [InlineData("$..a")]
    [InlineData("$..*")]
    [InlineData("$[?@==$]")]
    public void A_document_deeper_than_the_stack_is_too_expensive(string path)
    {
        using var document = JsonDocument.Parse(Deep(9_000, "{}"), new JsonDocumentOptions { MaxDepth = 10_000 });
        int? matches = 0;

        var small = new Thread(() => matches = MatchesOrNull(JsonPath.Parse(path), document.RootElement), maxStackSize: 256 * 1024);
        small.Start();
        small.Join();

        Assert.Null(matches);
    }

    private static int? MatchesOrNull(JsonPath path, JsonElement document)
    {
        try
        {
            return path.Evaluate(document).Matches.Count;
        }
        catch (JsonPathTooExpensiveException)
        {
            return null;
        }
    }

    private static string Repeat(string open, string item, string close, int times) =>
        new StringBuilder(open).AppendJoin(',', Enumerable.Repeat(item, times)).Append(close).ToString();

    private static string Deep(int depth, string inner) => new string('[', depth) + inner + new string(']', depth);
}
