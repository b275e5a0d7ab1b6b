using System.Text.RegularExpressions;

namespace Json.Path;

/// <summary>A compiled I-Regexp (RFC 9485): takes time in proportion to the text, whatever the pattern.</summary>
internal sealed class IRegexp
{
    public const int MaxLength = 512;
    public const int MaxInput = 65_536;
    public const int MaxTranslated = 20_000;
    private const int StepsPerVisit = 512;

    // Compiling takes some 30 µs for each character of the translated pattern, and a visit should stay near 1 µs.
    private const int VisitsPerPattern = 500;
    private const int VisitsPerCharacter = 10;

    // The last resort: a pattern of many counted repetitions may take long over each new character.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    private readonly Regex _regex;
    private readonly int _size;

    private IRegexp(Regex regex, int size) => (_regex, _size) = (regex, size);

    /// <summary>Null when the pattern is refused, and then a problem says why.</summary>
    /// <param name="run">The evaluation that pays for a pattern which comes from the document.</param>
    public static IRegexp? TryCompile(string pattern, bool whole, out string? problem, Evaluation? run = null)
    {
        if (!IRegexpTranslator.TryTranslate(pattern, out var translated, out var size, out problem))
            return null;
        run?.Charge(VisitsPerPattern + ((long)translated.Length * VisitsPerCharacter));
        try
        {
            var text = whole ? $@"\A(?:{translated})\z" : translated;
            return new IRegexp(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit), size);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem = "too large";
            return null;
        }
    }

    public bool IsMatch(Evaluation run, string text)
    {
        if (text.Length > MaxInput)
            throw new JsonPathTooExpensiveException($"a text of more than {MaxInput} characters to match");
        run.Charge(1 + ((long)text.Length * _size / StepsPerVisit));
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new JsonPathTooExpensiveException($"a pattern took more than {Limit.TotalMilliseconds} ms");
        }
    }
}
