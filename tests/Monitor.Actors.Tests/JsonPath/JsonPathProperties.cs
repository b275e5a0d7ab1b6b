using System.Text.Json;
using CsCheck;

namespace Json.Path.Tests;

public sealed class JsonPathProperties
{
    private static readonly string[] Words =
    [
        "$", "@", ".", "..", "[", "]", "*", "?", "(", ")", ",", ":", "0", "-1", "9007199254740992", "1e5", "'a'", "\"b\"", "a", "x-y",
        "==", "!=", "<", ">=", "&&", "||", "!", " ", "\n", "true", "null", "length(", "count(", "match(", "search(", "value(",
        "'[a-z]+'", "'(a*)*'", "\\", "'", "\ud800", "\U0001F600", "\0", "=",
    ];

    private static readonly JsonElement Document = JsonElement.Parse(
        """{"a":[1,"a",{"b":null,"x-y":[true,{"a":"aaa"}]},[[],{}]],"b":{"a":1.0,"it's":-0},"\u0000\ud83d\ude00":[1e5,"\n"]}""");

    [Fact]
    public void No_text_makes_the_parser_throw() => Gen.String.Sample(Parses, iter: 20_000);

    [Fact]
    public void No_words_of_the_language_make_it_throw() => Sentences.Sample(Parses, iter: 50_000);

    [Fact]
    public void Every_place_leads_back_to_its_value() => Sentences.Sample(
        text => !JsonPath.TryParse("$" + text, out var path) || Evaluate(path).All(LeadsBack), iter: 50_000);

    [Fact]
    public void Every_suggestion_is_a_path() => Sentences.Sample(
        text => JsonPath.TryParse(text, out _, out var problem)
            || problem.Suggestion is null
            || JsonPath.TryParse(problem.Suggestion, out _),
        iter: 20_000);

    [Fact]
    public void Any_name_can_be_written_as_its_location_is() => Gen.String.Where(IsText).Sample(name =>
    {
        var document = JsonSerializer.SerializeToElement(new Dictionary<string, int> { [name] = 1 });
        var location = JsonPath.Parse("$.*").Evaluate(document).Matches.Single().Location;
        return location.Length > JsonPath.MaxLength || JsonPath.Parse(location).Evaluate(document).Matches.Single().Location == location;
    });

    private static Gen<string> Sentences => Gen.Int[0, Words.Length - 1].Array[0, 14].Select(picks => string.Concat(picks.Select(pick => Words[pick])));

    private static bool Parses(string text) => JsonPath.TryParse(text, out _, out var problem)
        || (problem.Message.Length > 0 && problem.Position >= 0 && problem.Position <= text.Length);

    private static IReadOnlyList<Node> Evaluate(JsonPath path)
    {
        try
        {
            return path.Evaluate(Document).Matches;
        }
        catch (JsonPathTooExpensiveException)
        {
            return [];
        }
    }

    private static bool LeadsBack(Node node) =>
        JsonPath.Parse(node.Location).Evaluate(Document).Matches is [var same] && JsonElement.DeepEquals(same.Value, node.Value);

    private static bool IsText(string name) => !name.EnumerateRunes().Any(rune => rune.Value == 0xFFFD);
}
