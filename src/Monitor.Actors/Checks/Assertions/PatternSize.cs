namespace Monitor.Actors.Checks.Assertions;

/// <summary>How large a pattern becomes once its counted repetitions are written out: what building and running it costs.</summary>
internal ref struct PatternSize
{
    public const int Most = 2_000;

    private const int MaxNesting = 50;
    private readonly ReadOnlySpan<char> _pattern;
    private int _at;

    private PatternSize(ReadOnlySpan<char> pattern) => _pattern = pattern;

    /// <summary>An upper bound, and more than <see cref="Most"/> for what is nested too deeply.</summary>
    public static int Of(string pattern)
    {
        var size = new PatternSize(pattern);
        var total = 0;
        while (size._at < pattern.Length && total <= Most)
        {
            total += size.Sequence(0);
            size._at++; // a closing parenthesis too many is the compiler's to report
        }

        return total;
    }

    private int Sequence(int nesting)
    {
        if (nesting > MaxNesting)
            return Most + 1;
        var size = 1;
        while (_at < _pattern.Length && _pattern[_at] != ')' && size <= Most)
            size += Math.Min(Most + 1, Atom(nesting) * Repetition());
        return size;
    }

    private int Atom(int nesting)
    {
        switch (_pattern[_at++])
        {
            case '(':
                var size = Sequence(nesting + 1);
                _at++;
                return size;
            case '[':
                SkipClass();
                return 1;
            case '\\':
                _at++;
                return 1;
            default:
                return 1;
        }
    }

    private void SkipClass()
    {
        _at += _pattern[_at..] is ['^', ..] ? 1 : 0;
        var first = _at;
        while (_at < _pattern.Length && (_pattern[_at] != ']' || _at == first))
            _at += _pattern[_at] == '\\' ? 2 : 1;
        _at++;
    }

    /// <summary>The largest number in braces that follows; 1 when none does.</summary>
    private int Repetition()
    {
        if (_at >= _pattern.Length || _pattern[_at] != '{' || _pattern[_at..].IndexOf('}') is not (> 0 and var length))
            return 1;
        var most = 0;
        foreach (var part in _pattern.Slice(_at + 1, length - 1).ToString().Split(','))
        {
            if (part.Length > 0 && !part.All(char.IsAsciiDigit))
                return 1;
            most = Math.Max(most, part.Length > 5 ? Most + 1 : part.Length == 0 ? 1 : int.Parse(part, System.Globalization.CultureInfo.InvariantCulture));
        }

        _at += length + 1;
        return Math.Max(1, Math.Min(most, Most + 1));
    }
}
