using System.Text.RegularExpressions;

namespace Json.Path;

/// <summary>A compiled I-Regexp (RFC 9485): takes time in proportion to the text, whatever the pattern.</summary>
internal sealed class IRegexp
{
    public const int MaxLength = 512;
    public const int MaxInput = 65_536;
    private const int StepsPerVisit = 512;

    private readonly Regex _regex;
    private readonly int _size;

    private IRegexp(Regex regex, int size) => (_regex, _size) = (regex, size);

    /// <summary>Null when the pattern is refused, and then a problem says why.</summary>
    public static IRegexp? TryCompile(string pattern, bool whole, out string? problem)
    {
        if (!IRegexpTranslator.TryTranslate(pattern, out var translated, out var size, out problem))
            return null;
        try
        {
            var text = whole ? $@"\A(?:{translated})\z" : translated;
            return new IRegexp(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), size);
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
        return _regex.IsMatch(text);
    }
}
