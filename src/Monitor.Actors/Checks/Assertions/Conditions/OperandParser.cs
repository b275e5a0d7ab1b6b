using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Json.Path;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>Reads one side of a condition.</summary>
internal static partial class OperandParser
{
    private const int MostOptions = 100;

    /// <param name="position">Where the text begins within the condition.</param>
    /// <exception cref="ConditionFault">It is no side of a condition.</exception>
    public static Operand Read(string text, int position, FactKeys known)
    {
        position += text.Length - text.TrimStart().Length;
        text = text.Trim();
        if (Function().Match(text) is not { Success: true } function)
            return Placeholder(text, position, known) ?? Plain(text, position);
        var name = function.Groups["name"].Value;
        if (!text.EndsWith(')'))
            throw new ConditionFault(position + text.Length, $"{name}( is not closed", "end it with )");
        var inner = text[(name.Length + 1)..^1];
        return name switch
        {
            "len" => new LengthFunction(text, Argument(name, inner, position + 4, known)),
            "has" => new HasFunction(text, Argument(name, inner, position + 4, known)),
            "pat" => Pattern(text, inner, position + 4),
            _ => Any(text, inner, position + 4),
        };
    }

    private static Operand Argument(string name, string inner, int position, FactKeys known)
    {
        position += inner.Length - inner.TrimStart().Length;
        return Placeholder(inner.Trim(), position, known)
            ?? throw new ConditionFault(position, $"{name}() needs a placeholder", $"write it like {name}([BODY].items)");
    }

    private static OfPattern Pattern(string text, string inner, int position)
    {
        if (inner.Length > Wildcard.MaxLength)
            throw new ConditionFault(position + Wildcard.MaxLength, $"a pattern longer than {Wildcard.MaxLength} characters", "shorten it");
        return Wildcard.TryRead(inner, out var pattern, out var problem)
            ? new OfPattern(text, pattern)
            : throw new ConditionFault(position + problem.At, problem.Fault, @"write \[ for the character itself, and \\ for \");
    }

    private static OneOf Any(string text, string inner, int position)
    {
        var options = ImmutableArray.CreateBuilder<Operand>();
        foreach (var (at, length) in Split(inner))
            options.Add(Option(inner.Substring(at, length), position + at));
        return options.Count <= MostOptions
            ? new OneOf(text, options.ToImmutable())
            : throw new ConditionFault(position, $"any() with {options.Count} values", $"write at most {MostOptions}");
    }

    private static Operand Option(string text, int position)
    {
        position += text.Length - text.TrimStart().Length;
        text = text.Trim();
        return text.StartsWith("pat(", StringComparison.Ordinal) && text.EndsWith(')')
            ? Pattern(text, text[4..^1], position + 4)
            : Plain(text, position);
    }

    /// <summary>At the commas; those of a pattern belong to it.</summary>
    private static IEnumerable<(int At, int Length)> Split(string inner)
    {
        var start = 0;
        for (var at = 0; at < inner.Length; at++)
        {
            var isPattern = inner.AsSpan(start, at - start).TrimStart().StartsWith("pat(") && !inner.AsSpan(start, at - start).TrimEnd().EndsWith(")");
            if (inner[at] != ',' || isPattern)
                continue;
            yield return (start, at - start);
            start = at + 1;
        }

        yield return (start, inner.Length - start);
    }

    /// <summary>Null when it is none.</summary>
    private static Operand? Placeholder(string text, int position, FactKeys known)
    {
        if (Word().Match(text) is not { Success: true } word)
            return null;
        if (Facts.Instead(word.Value) is { } instead)
            throw new ConditionFault(position, $"{word.Value.ToUpperInvariant()} is not supported", instead);
        if (Facts.Find(word.Value) is not { } name)
            return Unknown(word.Value, position, known);
        if (!Facts.IsAmong(name, known))
            throw new ConditionFault(position, $"this type of check knows no {name}", Facts.Listed(known));
        var rest = text[name.Length..];
        if (name == Facts.Body)
            return rest.Length == 0 ? new WholeBody(text) : new BodyValue(text, Path(rest, position + name.Length));
        if (name == Facts.Header)
            return new HeaderFact(text, HeaderName(rest, position + name.Length));
        return rest.Length == 0
            ? Facts.Named(name, text)
            : throw new ConditionFault(position + name.Length, $"nothing may follow {name}", $"write {name} alone");
    }

    /// <summary>What looks like a placeholder is one, mistyped; anything else in brackets is a text.</summary>
    private static Operand? Unknown(string word, int position, FactKeys known)
    {
        var meant = Facts.Nearest(word);
        if (meant is null && word.Any(char.IsAsciiLetterLower))
            return null;
        throw new ConditionFault(position, $"unknown placeholder {word}", meant is null ? Facts.Listed(known) : $"did you mean {meant}?");
    }

    private static Literal Plain(string text, int position)
    {
        if (Facts.Within(text) is { } inside)
            throw new ConditionFault(position + inside.At, $"{inside.Name} is in the middle of a text", "let it stand alone, or in len() or has()");
        return new Literal(text);
    }

    private static string HeaderName(string rest, int position) => HeaderForm().IsMatch(rest)
        ? rest[1..]
        : throw new ConditionFault(position, "the name of a header must follow", "write it like [HEADER].content-type");

    /// <summary>Names after dots and whole numbers in brackets, as a JSONPath.</summary>
    private static JsonPath Path(string rest, int position)
    {
        var path = new StringBuilder("$");
        for (var at = 0; at < rest.Length;)
        {
            if (Step().Match(rest, at) is not { Success: true } step || step.Index != at)
                throw new ConditionFault(position + at, "not a name after a dot or a number in brackets", "write it like [BODY].items[0].id, or use expect_jsonpath");
            path.Append(step.Groups["index"].Success ? step.Value : Location.Bracketed(step.Groups["name"].Value));
            at += step.Length;
        }

        return JsonPath.TryParse(path.ToString(), out var parsed, out var problem)
            ? parsed
            : throw new ConditionFault(position, problem.Message, "write it like [BODY].items[0].id, or use expect_jsonpath");
    }

    [GeneratedRegex(@"^(?<name>len|has|pat|any)\(", RegexOptions.CultureInvariant)]
    private static partial Regex Function();

    [GeneratedRegex(@"^\[[A-Za-z][A-Za-z_]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\.[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderForm();

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\[(?<index>0|[1-9][0-9]{0,8})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
