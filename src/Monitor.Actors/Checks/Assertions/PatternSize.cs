using System.Globalization;

namespace Monitor.Actors.Checks.Assertions;

/// <summary>How large a pattern becomes once its counted repetitions are written out: what building and running it costs.</summary>
/// <remarks>An estimate from above that reads only what it must; whether the text is a pattern at all is the compiler's to say.</remarks>
internal ref struct PatternSize
{
    public const int Most = 1_000;

    /// <summary>A repetition within a repetition costs more than its size: measured up to a second where this allows a quarter.</summary>
    private const int NestingPenalty = 4;

    private const int MaxNesting = 50;

    private readonly ReadOnlySpan<char> _pattern;
    private int _at;

    private PatternSize(ReadOnlySpan<char> pattern) => _pattern = pattern;

    /// <summary>More than <see cref="Most"/> also for what is nested too deeply.</summary>
    public static int Of(string pattern)
    {
        var size = new PatternSize(pattern);
        var total = 0;
        while (size._at < pattern.Length && total <= Most)
        {
            total += size.Sequence(0).Size;
            size._at++; // a closing parenthesis too many
        }

        return total;
    }

    private (int Size, bool Repeats) Sequence(int nesting)
    {
        if (nesting > MaxNesting)
            return (Most + 1, false);
        var (total, anyRepeats) = (1, false);
        while (_at < _pattern.Length && _pattern[_at] != ')' && total <= Most)
        {
            var (size, repeats) = Atom(nesting);
            var times = Repetition();
            total += Math.Min(Most + 1, size) * times * (repeats && times > 1 ? NestingPenalty : 1);
            anyRepeats |= repeats || times > 1;
        }

        return (Math.Min(total, Most + 1), anyRepeats);
    }

    private (int Size, bool Repeats) Atom(int nesting)
    {
        switch (_pattern[_at++])
        {
            case '(':
                var inner = Sequence(nesting + 1);
                _at++;
                return inner;
            case '[':
                SkipClass();
                break;
            case '\\':
                _at++;
                break;
        }

        return (1, false);
    }

    private void SkipClass()
    {
        if (_at < _pattern.Length && _pattern[_at] == '^')
            _at++;
        for (var first = _at; _at < _pattern.Length && (_pattern[_at] != ']' || _at == first);)
            _at += _pattern[_at] == '\\' ? 2 : 1;
        _at++;
    }

    /// <summary>The largest number in braces that follow; 1 when none do.</summary>
    private int Repetition()
    {
        if (_at >= _pattern.Length || _pattern[_at] != '{' || _pattern[_at..].IndexOf('}') is not (> 0 and var length))
            return 1;
        var numbers = _pattern.Slice(_at + 1, length - 1);
        var comma = numbers.IndexOf(',');
        var times = comma < 0 ? Number(numbers) : Number(numbers[(comma + 1)..]) ?? Number(numbers[..comma]);
        if (times is null)
            return 1;
        _at += length + 1;
        return Math.Max(1, times.Value);
    }

    private static int? Number(ReadOnlySpan<char> digits) =>
        digits.Length == 0 || digits.ContainsAnyExceptInRange('0', '9') ? null
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, Most + 1)
        : Most + 1;
}
