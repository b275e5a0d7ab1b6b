using System.Text.Json;

namespace Json.Path.Tests;

/// <summary>FAULTS S-35: no pattern is evil enough; each is refused, or linear.</summary>
public sealed class PatternTests
{
    private static readonly string[] Seeds =
    [
        "^(a+)+$", "(a*)*", "(a|a)*", "(a|aa)+", "(a|a?)+", "(.*a){11}", "(.*)*b", "((a*)*b?)*", "(a+)+b", "([a-z]+)*c",
        "(a|b|ab)*c", "(x+x+)+y", "a{0,100}a{0,100}a{0,100}", "(a{1,30}){1,30}", "(a|b)*a(a|b){20}", "(\\\\p{L}+)+1", "([^b]*)*b",
        "(a?){50}a{50}", "(((((a+)+)+)+)+)+", ".*.*.*.*=.*",
    ];

    private static readonly string[] Frames = ["{0}", "({0})*", "({0})+x", "x?{0}", "({0}|{0})", "({0}){{2}}", "({0}){{9,99}}", "{0}|b*", ".*{0}", "({0}){{1000}}"];

    public static IEnumerable<string> EvilPatterns => Seeds.SelectMany(seed => Frames.Select(frame =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, seed)));

    [Fact]
    public void Two_hundred_evil_patterns_are_refused_or_answer()
    {
        var document = JsonElement.Parse($"[\"{new string('a', 30)}!\",\"{new string('a', 5000)}!\"]");
        var accepted = 0;

        Assert.Equal(200, EvilPatterns.Distinct().Count());
        foreach (var pattern in EvilPatterns)
        {
            if (!JsonPath.TryParse($"$[?match(@,'{pattern}')]", out var path))
                continue;
            accepted++;
            _ = TryMatches(path, document);
        }
        Assert.InRange(accepted, 100, 199);
    }

    [Theory]
    [InlineData('(', ')')]
    [InlineData('[', ']')]
    [InlineData('(', '(')]
    [InlineData('{', '}')]
    public void A_hundred_thousand_brackets_are_refused_or_match_nothing(char open, char close)
    {
        foreach (var depth in new[] { 100, 200, 100_000 })
        {
            var pattern = new string(open, depth) + "a" + new string(close, depth);
            var document = JsonSerializer.SerializeToElement(new { p = pattern, a = new[] { "a" } });

            Assert.False(JsonPath.TryParse($"$[?match(@,'{pattern}')]", out _));
            Assert.False(JsonPath.TryParse(pattern, out _));
            Assert.Empty(JsonPath.Parse("$.a[?match(@,$.p)]").Evaluate(document).Matches);
        }
    }

    [Fact]
    public void A_pattern_ends_at_512_characters()
    {
        Assert.True(JsonPath.TryParse($"$[?match(@,'{new string('a', 512)}')]", out _));
        Assert.False(JsonPath.TryParse($"$[?match(@,'{new string('a', 513)}')]", out _));
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?<n>a)")]
    [InlineData("(a)\\\\1")]
    [InlineData("\\\\bA")]
    [InlineData("a*?")]
    [InlineData("a++")]
    [InlineData("[a-z-[b]]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("[]")]
    [InlineData("\\\\p{IsGreek}")]
    [InlineData("\\\\p{Cs}")]
    [InlineData("\\\\p")]
    [InlineData("a{,2}")]
    [InlineData("a{99999999999}")]
    [InlineData(")")]
    [InlineData("[a")]
    [InlineData("\\\\")]
    public void What_only_other_dialects_know_is_refused(string pattern) =>
        Assert.False(JsonPath.TryParse($"$[?search(@,'{pattern}')]", out _));

    [Theory]
    [InlineData("L")]
    [InlineData("M")]
    [InlineData("N")]
    [InlineData("P")]
    [InlineData("Z")]
    [InlineData("S")]
    [InlineData("C")]
    [InlineData("Lo")]
    public void Every_code_point_is_in_a_category_or_in_its_complement(string category)
    {
        var samples = Enumerable.Range(1, 0x10FFFF / 0x1F3).Select(i => i * 0x1F3).Where(c => c is < 0xD800 or > 0xDFFF)
            .Select(char.ConvertFromUtf32).ToArray();
        var document = JsonSerializer.SerializeToElement(samples.Take(900));
        var inside = Count($"$[?match(@,'\\\\p{{{category}}}')]", document);
        var outside = Count($"$[?match(@,'\\\\P{{{category}}}')]", document);

        Assert.Equal(900, inside + outside);
        Assert.Equal(inside, Count($"$[?match(@,'[\\\\p{{{category}}}]')]", document));
        Assert.Equal(outside, Count($"$[?match(@,'[^\\\\p{{{category}}}]')]", document));
    }

    [Fact]
    public void A_text_too_long_to_match_is_not_passed_over_in_silence()
    {
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', IRegexp.MaxInput + 1) });

        Assert.Throws<JsonPathTooExpensiveException>(() => JsonPath.Parse("$[?!search(@,'b')]").Evaluate(document));
    }

    private static int Count(string path, JsonElement document) =>
        JsonPath.Parse(path).Evaluate(document, new() { MaxVisits = int.MaxValue }).Matches.Count;

    private static bool TryMatches(JsonPath path, JsonElement document)
    {
        try
        {
            return path.Evaluate(document).Matches.Count <= 2;
        }
        catch (JsonPathTooExpensiveException)
        {
            return false;
        }
    }
}
