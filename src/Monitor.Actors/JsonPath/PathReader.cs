using System.Globalization;
using System.Text;

namespace Json.Path;

/// <summary>A cursor over the text of a path: whitespace, names, integers and numbers.</summary>
internal sealed class PathReader(string text)
{
    private const long MaxInteger = (1L << 53) - 1;

    private int _nesting;

    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>The next character, or NUL at the end; NUL itself is allowed nowhere.</summary>
    public char Next => AtEnd ? '\0' : text[Position];

    public PathParseException Fail(string problem) => new(problem, Position);

    public PathParseException Unexpected(string wanted) =>
        Fail(AtEnd ? $"the path ends where {wanted} was expected" : $"expected {wanted}, found {Shown()}");

    public void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\n' or '\r')
            Position++;
    }

    public bool TryTake(string token)
    {
        if (string.CompareOrdinal(text, Position, token, 0, token.Length) != 0)
            return false;
        Position += token.Length;
        return true;
    }

    public void Take(string token)
    {
        if (!TryTake(token))
            throw Unexpected($"'{token}'");
    }

    public void Enter()
    {
        if (++_nesting > JsonPath.MaxNesting)
            throw Fail($"nested more than {JsonPath.MaxNesting} deep");
    }

    public void Leave() => _nesting--;

    /// <summary>A member name as it may follow a dot.</summary>
    public string Name()
    {
        var start = Position;
        while (!AtEnd && NameLength(Position > start) is > 0 and var length)
            Position += length;
        return Position > start ? text[start..Position] : throw Unexpected("a name, '*' or '['");
    }

    /// <summary>A lower-case word as in function names and the literals true, false and null.</summary>
    public string Word()
    {
        var start = Position;
        if (char.IsAsciiLetterLower(Next))
        {
            while (char.IsAsciiLetterLower(Next) || char.IsAsciiDigit(Next) || Next == '_')
                Position++;
        }
        return text[start..Position];
    }

    public bool AtInteger => char.IsAsciiDigit(Next) || Next == '-';

    public long Integer()
    {
        var start = Position;
        TakeInteger();
        var digits = text.AsSpan(start, Position - start);
        if (digits is not "-0"
            && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value is >= -MaxInteger and <= MaxInteger)
            return value;
        Position = start;
        throw Fail(digits is "-0" ? "-0 is no index" : $"an integer must be within ±{MaxInteger}");
    }

    /// <summary>A number as in JSON, given as it is written.</summary>
    public string Number()
    {
        var start = Position;
        TakeInteger();
        if (TryTake("."))
            TakeDigits();
        if (TryTake("e") || TryTake("E"))
        {
            _ = TryTake("-") || TryTake("+");
            TakeDigits();
        }
        return text[start..Position];
    }

    /// <summary>One character of a quoted text, a surrogate pair counting as one.</summary>
    public void TakeCharacter(StringBuilder into)
    {
        if (!Rune.TryGetRuneAt(text, Position, out var rune))
            throw Fail("half of a surrogate pair");
        if (rune.Value < ' ')
            throw Fail("a control character must be written as an escape, such as \\n");
        into.Append(rune);
        Position += rune.Utf16SequenceLength;
    }

    private void TakeInteger()
    {
        _ = TryTake("-");
        if (TryTake("0"))
        {
            if (char.IsAsciiDigit(Next))
                throw Fail("a number has no leading zero");
            return;
        }
        TakeDigits();
    }

    private void TakeDigits()
    {
        if (!char.IsAsciiDigit(Next))
            throw Unexpected("a digit");
        while (char.IsAsciiDigit(Next))
            Position++;
    }

    private int NameLength(bool digitsToo) => Next switch
    {
        '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => 1,
        >= '0' and <= '9' => digitsToo ? 1 : 0,
        < '\u0080' => 0,
        _ => Rune.TryGetRuneAt(text, Position, out var rune) ? rune.Utf16SequenceLength : 0,
    };

    private string Shown() => Next switch
    {
        ' ' or '\t' or '\n' or '\r' => "whitespace",
        < ' ' or (>= '\ud800' and <= '\udfff') => $"U+{(int)Next:X4}",
        var c => $"'{c}'",
    };
}
