using System.Text.RegularExpressions;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>A regular expression that takes time in proportion to the text, whatever the pattern; anchors and classes of .NET.</summary>
public sealed class TextPattern
{
    public const int MaxLength = 512;
    public const int MaxInput = 65_536;

    // The last resort: a pattern of many counted repetitions may take long over each new character.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    private readonly string _text;
    private readonly Regex _regex;

    private TextPattern(string text, Regex regex) => (_text, _regex) = (text, regex);

    /// <summary>The pattern under a key; null when it is absent or wrong.</summary>
    public static TextPattern? Read(YamlSection keys, string key)
    {
        if (keys.TextOrNull(key) is not { } text)
            return null;
        var pattern = TryCompile(text, out var fault, out var fix);
        if (pattern is null)
            keys.Problem(key, fault, fix);
        return pattern;
    }

    public static TextPattern? TryCompile(string text, out string fault, out string fix)
    {
        (fault, fix) = ("", "");
        if (text.Length is 0 or > MaxLength)
        {
            (fault, fix) = (text.Length == 0 ? "empty" : $"a pattern of {text.Length} characters", $"write a pattern of 1 to {MaxLength} characters");
            return null;
        }

        if (PatternSize.Of(text) > PatternSize.Most)
        {
            (fault, fix) = ("the repetitions of the pattern are too many", "lower the numbers in {…}");
            return null;
        }

        try
        {
            return new TextPattern(text, new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit));
        }
        catch (RegexParseException e)
        {
            (fault, fix) = ($"not a regular expression: {Said(e)}", "see the syntax of .NET regular expressions");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            (fault, fix) = ("look-around, back-references and atomic groups are not supported", "write the pattern without them");
        }

        return null;
    }

    public Result Match(string text)
    {
        if (text.Length > MaxInput)
            return new(false, $"is longer than {MaxInput} characters, too long to match");
        try
        {
            return new(_regex.IsMatch(text), null);
        }
        catch (RegexMatchTimeoutException)
        {
            return new(false, $"took longer than {Limit.TotalMilliseconds} ms to match");
        }
    }

    /// <summary>The first match, with what it has caught; null when there is none.</summary>
    public Match? Find(string text) => Match(text).IsMatch ? _regex.Match(text) : null;

    public override string ToString() => _text;

    private static string Said(RegexParseException e) => $"{e.Error} at character {e.Offset}";

    /// <param name="Trouble">Why nobody knows, to follow a subject.</param>
    public readonly record struct Result(bool IsMatch, string? Trouble);
}
