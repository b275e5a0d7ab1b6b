using System.Text;
using System.Text.Json;

namespace Json.Path.Tests;

public sealed class JsonPathTests
{
    [Fact]
    public void A_match_has_its_value_and_its_place()
    {
        var match = Assert.Single(JsonPath.Parse("$.a[-1]").Evaluate(JsonElement.Parse("""{"a":[1,{"b":2}]}""")).Matches);

        Assert.Equal("$['a'][1]", match.Location);
        Assert.Equal("""{"b":2}""", match.Value.GetRawText());
    }

    [Fact]
    public void A_path_is_shown_as_it_was_written() => Assert.Equal("$ .a", JsonPath.Parse("$ .a").ToString());

    [Theory]
    [InlineData("$", true)]
    [InlineData("$.a[0]['b']", true)]
    [InlineData("$.a[0,1]", false)]
    [InlineData("$..a", false)]
    [InlineData("$[0:1]", false)]
    public void A_path_knows_whether_it_selects_at_most_one_node(string path, bool singular) =>
        Assert.Equal(singular, JsonPath.Parse(path).IsSingular);

    [Fact]
    public void No_document_has_no_matches() => Assert.Empty(JsonPath.Parse("$").Evaluate(default).Matches);

    [Fact]
    public void The_last_of_two_members_with_one_name_counts() =>
        Assert.Equal([2], Numbers("$.a", """{"a":1,"a":2}"""));

    [Fact]
    public void One_path_serves_many_threads()
    {
        var path = JsonPath.Parse("$.items[?match(@.name, '[a-m]+') && @.id > $.least].id");
        var document = JsonElement.Parse("""{"least":1,"items":[{"id":1,"name":"a"},{"id":2,"name":"bad"},{"id":3,"name":"z"}]}""");

        var answers = ParallelEnumerable.Range(0, 1000).Select(_ => path.Evaluate(document).Matches.Single().Location);

        Assert.Equal(["$['items'][1]['id']"], answers.Distinct());
    }

    [Theory]
    [InlineData("""{"\ud800":1,"a":2}""", "$.a", 1)]
    [InlineData("""{"\ud800":1,"b":2}""", "$..*", 2)]
    [InlineData("""["\ud800","a"]""", "$[?@=='a']", 1)]
    [InlineData("""["\ud800","\ud800"]""", "$[?@==$[0]]", 2)]
    [InlineData("""[["\ud800"],["\ud800"]]""", "$[?@==$[0]]", 2)]
    [InlineData("""["\ud800"]""", "$[?@<'a' || length(@)>0 || search(@,'a')]", 1)]
    [InlineData("""{"p":"\ud800","a":["x"]}""", "$.a[?match(@,$.p)]", 0)]
    public void Half_a_surrogate_pair_in_the_document_is_no_surprise(string json, string path, int matches)
    {
        var found = JsonPath.Parse(path).Evaluate(JsonElement.Parse(json)).Matches;

        Assert.Equal(matches, found.Count);
        Assert.All(found, match => Assert.StartsWith("$", match.Location, StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_no_surprise_either()
    {
        using var document = JsonDocument.Parse(Encoding.Latin1.GetBytes("{\"\u00ff\":\"\u00ff\",\"a\":1}"));

        Assert.Equal(2, JsonPath.Parse("$[?@==1 || length(@)>0 || @=='x']").Evaluate(document.RootElement).Matches.Count);
    }

    private static IEnumerable<int> Numbers(string path, string json) =>
        JsonPath.Parse(path).Evaluate(JsonElement.Parse(json)).Matches.Select(match => match.Value.GetInt32());
}
