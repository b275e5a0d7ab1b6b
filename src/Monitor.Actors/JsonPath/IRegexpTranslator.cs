using System.Globalization;
using System.Text;

namespace Json.Path;

/// <summary>Turns an I-Regexp into a .NET pattern that sees surrogate pairs as one character.</summary>
internal sealed class IRegexpTranslator
{
    private const int MaxSize = 600;
    private const int MaxNesting = 32;

    private readonly string _pattern;
    private readonly StringBuilder _output = new();
    private int _position;

    private IRegexpTranslator(string pattern) => _pattern = pattern;

    private char Next => _position < _pattern.Length ? _pattern[_position] : '\0';

    private bool AtEnd => _position >= _pattern.Length;

    /// <param name="size">How many positions the pattern has once its counted repetitions are written out.</param>
    public static bool TryTranslate(string pattern, out string translated, out int size, out string? problem)
    {
        (translated, size, problem) = ("", 0, null);
        if (pattern.Length > IRegexp.MaxLength)
        {
            problem = $"longer than {IRegexp.MaxLength} characters";
            return false;
        }
        try
        {
            var translator = new IRegexpTranslator(pattern);
            size = translator.Alternatives(0);
            if (!translator.AtEnd)
                throw new FormatException($"'{translator.Next}' has no partner");
            if (translator._output.Length > IRegexp.MaxTranslated)
                throw new FormatException("too many different characters");
            translated = translator._output.ToString();
            return true;
        }
        catch (FormatException refused)
        {
            problem = refused.Message;
            return false;
        }
    }

    private int Alternatives(int nesting)
    {
        if (nesting > MaxNesting)
            throw new FormatException($"nested more than {MaxNesting} deep");
        var size = 1;
        while (!AtEnd && Next != ')')
        {
            size = Checked(size + (Next == '|' ? Take() : Piece(nesting)));
        }
        return size;
    }

    private int Take()
    {
        _output.Append(_pattern[_position++]);
        return 1;
    }

    private int Piece(int nesting)
    {
        _output.Append("(?:");
        var size = Atom(nesting);
        _output.Append(')');
        return Checked(size * Quantifier());
    }

    private int Atom(int nesting)
    {
        switch (Next)
        {
            case '(':
                _position++;
                var size = Alternatives(nesting + 1);
                if (Next != ')')
                    throw new FormatException("'(' has no partner");
                _position++;
                return size;
            // RFC 9485 knows no anchors, but RFC 9535's compliance suite wants these two.
            case '^':
                _position++;
                return Emit(@"\A");
            case '$':
                _position++;
                return Emit(@"\z");
            case '*' or '+' or '?' or '{' or '}' or ']':
                throw new FormatException($"'{Next}' has nothing to belong to");
            default:
                return Emit(CharacterSet.Read(_pattern, ref _position).ToPattern());
        }
    }

    private int Emit(string text)
    {
        _output.Append(text);
        return 1 + text.Count(c => c == '|');
    }

    /// <summary>By how much the quantifier, if there is one, multiplies what precedes it.</summary>
    private int Quantifier()
    {
        if (Next is '*' or '+' or '?')
            return Take();
        if (Next != '{')
            return 1;
        _position++;
        var (least, most) = (Count(), (int?)null);
        var range = Next == ',';
        if (range)
        {
            _position++;
            most = Next == '}' ? null : Count();
        }
        if (Next != '}' || most < least)
            throw new FormatException("'{' needs a count such as {2}, {2,} or {2,5}");
        _position++;
        var upper = range ? $",{most}" : "";
        _output.Append(CultureInfo.InvariantCulture, $"{{{least}{upper}}}");
        return Math.Max(1, most ?? least + 1);
    }

    private int Count()
    {
        var start = _position;
        while (char.IsAsciiDigit(Next))
            _position++;
        return int.TryParse(_pattern.AsSpan(start, _position - start), CultureInfo.InvariantCulture, out var count)
            ? Checked(count)
            : throw new FormatException("'{' needs a count such as {2}, {2,} or {2,5}");
    }

    private static int Checked(int size) => size <= MaxSize ? size : throw new FormatException("too many repetitions");
}
