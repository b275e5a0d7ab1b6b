using System.Collections.Immutable;
using System.Text;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>One rule of <c>expect_body</c>: a text that must, or must not, be in the body.</summary>
internal sealed record BodyContains(string Text, bool Wanted) : Assertion
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Text);

    public override string About => $"body {(Wanted ? "contains" : "does not contain")} \"{BodyReader.Cut(Text)}\"";

    public override string? Problem(Answer answer)
    {
        var at = answer.Facts.Body.Span.IndexOf(_utf8);
        if (at >= 0 == Wanted)
            return null;
        return Wanted ? $"body does not contain \"{BodyReader.Cut(Text)}\" (got {BodyReader.Start(answer)})"
            : $"body contains \"{BodyReader.Cut(Text)}\" at byte {at}, expected not to";
    }
}

/// <summary>One rule of <c>expect_body</c>: a pattern that must, or must not, match the body.</summary>
internal sealed record BodyMatches(TextPattern Pattern, bool Wanted) : Assertion
{
    public override string About => $"body {(Wanted ? "matches" : "does not match")} {Pattern}";

    public override string? Problem(Answer answer)
    {
        var (isMatch, trouble) = Pattern.Match(answer.Text);
        if (trouble is not null)
            return $"body {trouble}";
        if (isMatch == Wanted)
            return null;
        return Wanted ? $"body does not match {Pattern} (got {BodyReader.Start(answer)})" : $"body matches {Pattern}, expected not to";
    }
}

/// <summary>Reads <c>expect_body</c>: texts, or mappings of <c>contains</c>, <c>matches</c> and their opposites, or a list of both.</summary>
internal static class BodyReader
{
    private const int MaxShown = 80;

    public static ConfigKey Key { get; } = new("expect_body",
        KeyShape.ListOrOne(KeyShape.Either(KeyShape.Text, KeyShape.Known("body_rule",
            new("contains", KeyShape.Texts, "has this in it"),
            new("not_contains", KeyShape.Texts, "does not have this in it"),
            new("matches", KeyShape.Texts, "matches this regular expression"),
            new("not_matches", KeyShape.Texts, "does not match this regular expression"),
            Assertion.SeverityKey))),
        "the body, as text, is so; patterns only up to 64 KiB")
    { Range = "a text, `{ contains, not_contains, matches, not_matches }` (each one text or several), or a list of both" };

    public static IEnumerable<Assertion> Read(YamlSection keys) =>
        keys.Items("expect_body").SelectMany(item => item.Section is { } section ? ReadOne(section) : ReadText(item));

    public static string Start(Answer answer) =>
        answer.Facts.Body.IsEmpty ? "nothing" : $"\"{Cut(CappedBody.Start(answer.Facts.Body.Span, MaxShown + 1))}\"";

    public static string Cut(string text) => ErrorDetails.Short(text, MaxShown);

    private static IEnumerable<Assertion> ReadText(YamlItem item)
    {
        if (item.Text is { Length: > 0 } text)
            return [new BodyContains(text, Wanted: true)];
        item.Expected("a text that the body contains", "write a text, or { contains: text }");
        return [];
    }

    private static ImmutableArray<Assertion> ReadOne(YamlSection keys)
    {
        var onlyWarns = Assertion.ReadOnlyWarns(keys);
        ImmutableArray<Assertion> all =
        [
            .. Texts(keys, "contains").Select(text => new BodyContains(text, Wanted: true) { OnlyWarns = onlyWarns }),
            .. Texts(keys, "not_contains").Select(text => new BodyContains(text, Wanted: false) { OnlyWarns = onlyWarns }),
            .. Patterns(keys, "matches").Select(pattern => new BodyMatches(pattern, Wanted: true) { OnlyWarns = onlyWarns }),
            .. Patterns(keys, "not_matches").Select(pattern => new BodyMatches(pattern, Wanted: false) { OnlyWarns = onlyWarns }),
        ];
        return all;
    }

    private static IEnumerable<string> Texts(YamlSection keys, string key) => keys.Items(key).Select(item =>
    {
        if (item.Text is { Length: > 0 } text)
            return text;
        item.Expected("a text", "write one text, or a list of them");
        return null;
    }).OfType<string>();

    private static IEnumerable<TextPattern> Patterns(YamlSection keys, string key) => keys.Items(key).Select(item =>
    {
        var (fault, fix) = ("expected a pattern", "write one pattern, or a list of them");
        var pattern = item.Text is { } text ? TextPattern.TryCompile(text, out fault, out fix) : null;
        if (pattern is null)
            item.Problem(fault, fix);
        return pattern;
    }).OfType<TextPattern>();
}
