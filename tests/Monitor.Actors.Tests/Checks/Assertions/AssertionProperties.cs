using System.Text;
using CsCheck;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Assertions.Conditions;

namespace Monitor.Actors.Tests.Checks.Assertions;

/// <summary>No text makes the compilers throw, and nothing that compiles throws on any answer.</summary>
public sealed class AssertionProperties
{
    private const FactKeys All = (FactKeys)255;

    private static readonly string[] Words =
    [
        "[STATUS]", "[BODY]", "[BODY].a", "[BODY][0]", "[BODY].a.b[1].c", "[HEADER].x", "[IP]", "[CERTIFICATE_EXPIRATION]", "[RESPONSE_TIME]",
        "[DNS_RCODE]", "[CONNECTED]", "len(", "has(", "pat(", "any(", ")", " == ", " != ", " < ", " <= ", " > ", " >= ", " ", ",", ".", "[", "]",
        "*", "?", "\\", "^", "-", "200", "0x1F", "1h30m", "1e400", "999999999999999999999999999999999", "true", "null", "\ud800", "\U0001F600", "\0",
    ];

    private static readonly string[] Bodies =
    [
        "", "null", "[]", "{}", "<html>", "[1,2,[3,{}]]", """{"a":{"b":[null,{"c":1e400}]},"x":"\ud800"}""", """{"a":"\ud800"}""",
        """["\ud800",{"a":1}]""", """{"a":"1h30m"}""", """{"a":[{"\ud800":1}]}""", """{"a":999999999999999999999999999999999999}""", "\"x\"", "\0",
    ];

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    /// <summary>Any words at all, of which few make sense; and such as stand where a condition has them, of which many do.</summary>
    private static Gen<string> Sentences { get; } = Gen.OneOf(
        OneOf(Words).Array[0, 9].Select(string.Concat),
        Gen.Select(OneOf(Words[..11]), OneOf(Words[16..22]), OneOf(Words), (left, sign, right) => left + sign + right));

    [Fact]
    public void No_text_makes_the_condition_compiler_throw() => Gen.String.Sample(text => { Compile(text); }, iter: 20_000);

    [Fact]
    public void No_condition_throws_on_any_answer()
    {
        var compiled = 0;
        Gen.Select(Sentences, OneOf(Bodies)).Sample((text, body) =>
        {
            if (Compile(text) is not { } condition)
                return;
            Interlocked.Increment(ref compiled);
            Ask(condition, body);
        }, iter: 50_000);
        Assert.True(compiled > 2_000, $"only {compiled} of the sentences were conditions");
    }

    /// <summary>Two sides that do compile, so that every operand meets every other.</summary>
    [Fact]
    public void Every_operand_meets_every_other()
    {
        string[] sides =
        [
            "[STATUS]", "[BODY]", "[BODY].a", "[BODY][0]", "[BODY].a.b[1].c", "len([BODY])", "len([BODY].a)", "has([BODY].a)", "[HEADER].x",
            "len([HEADER].x)", "[IP]", "[CERTIFICATE_EXPIRATION]", "[DNS_RCODE]", "[CONNECTED]", "any(1, pat(*a?[b-c]*))", "pat(*)", "1", "1h", "true",
        ];
        foreach (var (left, sign, right) in sides.SelectMany(_ => new[] { "==", "!=", "<", ">=" }, (side, sign) => (side, sign)).SelectMany(_ => sides, (pair, right) => (pair.side, pair.sign, right)))
        {
            if (Compile($"{left} {sign} {right}") is not { } condition)
                continue;
            foreach (var body in Bodies)
                Ask(condition, body);
        }
    }

    [Fact]
    public void No_text_makes_the_pattern_compiler_throw() => Gen.Select(Gen.String, OneOf("a+", "", "(", "[", "{3}", "\\", "(?<n>", ")*")).Sample(
        (text, part) => { TextPattern.TryCompile(text + part + text, out _, out _)?.Match("aab\n"); }, iter: 5_000);

    /// <summary>The greedy search finds the same as trying everything.</summary>
    [Fact]
    public void A_wildcard_matches_what_a_search_through_all_possibilities_matches() =>
        Gen.Select(OneOf("a", "b", "*", "?", "[ab]", "[^a]").Array[0, 7], OneOf("a", "b", "c").Array[0, 8].Select(string.Concat)).Sample(
            (pieces, text) => Wildcard.TryRead(string.Concat(pieces), out var wildcard, out _) && wildcard.IsMatch(text) == Search(pieces, text), iter: 50_000);

    private static bool Search(ReadOnlySpan<string> pieces, string text) => pieces switch
    {
        [] => text.Length == 0,
        ["*", .. var rest] => Search(rest, text) || (text.Length > 0 && Search(pieces, text[1..])),
        [var piece, .. var rest] => text.Length > 0 && Accepts(piece, text[0]) && Search(rest, text[1..]),
    };

    private static bool Accepts(string piece, char c) => piece switch
    {
        "?" => true,
        "[ab]" => c is 'a' or 'b',
        "[^a]" => c != 'a',
        _ => c == piece[0],
    };

    private static Condition? Compile(string text)
    {
        try
        {
            return ConditionParser.Read(text, All);
        }
        catch (ConditionFault fault)
        {
            Assert.InRange(fault.Position, 0, text.Length);
            Assert.NotEqual("", fault.Fix);
            return null;
        }
    }

    private static void Ask(Condition condition, string body)
    {
        using var answer = new Answer(new ProbeFacts
        {
            StatusCode = 200,
            Body = Encoding.UTF8.GetBytes(body),
            Header = name => name == "x" ? body : null,
            Certificate = new ShownCertificate(DateTimeOffset.MaxValue, TimeSpan.MaxValue),
            ResponseTime = TimeSpan.MaxValue,
        });
        if (condition.NeedsJson && answer.JsonProblem is not null)
            return;
        Assert.NotEqual("", condition.Problem(answer));
    }
}
