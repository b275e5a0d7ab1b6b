using System.Globalization;
using System.Text;

namespace Json.Path;

/// <summary>One character of an I-Regexp: a literal, an escape, a dot or a bracketed class.</summary>
internal sealed class CharacterSet
{
    private readonly StringBuilder _basic = new();
    private readonly List<(int From, int To)> _astral = [];
    private bool _negated;

    // Just one \uXXXX: the common case, and far quicker to compile without a class around it.
    private bool IsSingle => !_negated && _astral.Count == 0 && _basic.Length == 6 && _basic[1] == 'u';

    public static CharacterSet Read(string pattern, ref int position)
    {
        var set = new CharacterSet();
        if (pattern[position] == '[')
        {
            set.ReadClass(pattern, ref position);
        }
        else if (pattern[position] == '.')
        {
            position++;
            set.Add('\n', '\n');
            set.Add('\r', '\r');
            set._negated = true;
        }
        else if (!set.TryReadCategory(pattern, ref position))
        {
            var only = ReadOne(pattern, ref position);
            set.Add(only, only);
        }
        return set;
    }

    /// <summary>A .NET pattern for exactly one code point; surrogates are only ever matched in pairs.</summary>
    public string ToPattern()
    {
        var pairs = SurrogatePairs.ToPattern(_negated ? SurrogatePairs.Complement(_astral) : _astral);
        if (_basic.Length == 0 && !_negated)
            return pairs;
        if (IsSingle)
            return _basic.ToString();
        var basic = $@"[{(_negated ? "^" : "")}{(_basic.Length == 0 ? @"\uD800" : _basic)}-[\uD800-\uDFFF]]";
        return pairs.Length == 0 ? basic : $"{basic}|{pairs}";
    }

    private void ReadClass(string pattern, ref int position)
    {
        position++;
        if (At(pattern, position) == '^')
        {
            _negated = true;
            position++;
        }
        var start = position;
        do
        {
            if (position >= pattern.Length)
                throw new FormatException("'[' has no partner");
            if (!TryReadCategory(pattern, ref position))
                ReadRange(pattern, ref position, first: position == start);
        }
        while (At(pattern, position) != ']');
        position++;
    }

    private void ReadRange(string pattern, ref int position, bool first)
    {
        if (pattern[position] == '-')
        {
            if (!first && At(pattern, position + 1) != ']')
                throw new FormatException("'-' stands first or last in a class, or between two characters");
            position++;
            Add('-', '-');
            return;
        }
        var from = ReadClassCharacter(pattern, ref position);
        var isRange = At(pattern, position) == '-' && At(pattern, position + 1) != ']';
        if (isRange)
            position++;
        var to = isRange ? ReadClassCharacter(pattern, ref position) : from;
        if (to < from)
            throw new FormatException("a range runs backwards");
        Add(from, to);
    }

    private static int ReadClassCharacter(string pattern, ref int position) => At(pattern, position) switch
    {
        '[' or ']' or '-' => throw new FormatException($"'{pattern[position]}' in a class needs a backslash"),
        _ => ReadOne(pattern, ref position),
    };

    private static int ReadOne(string pattern, ref int position)
    {
        if (position >= pattern.Length)
            throw new FormatException("the pattern ends too early");
        if (!Rune.TryGetRuneAt(pattern, position, out var rune))
            throw new FormatException("half of a surrogate pair");
        position += rune.Utf16SequenceLength;
        if (rune.Value != '\\')
            return rune.Value;
        var escaped = At(pattern, position++);
        return escaped switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            >= '(' and <= '+' or '-' or '.' or '?' or >= '[' and <= '^' or >= '{' and <= '}' => escaped,
            'd' => throw new FormatException(@"\d is not known; write [0-9]"),
            'w' => throw new FormatException(@"\w is not known; write [A-Za-z0-9_]"),
            's' => throw new FormatException(@"\s is not known; write [ \t\n\r]"),
            _ => throw new FormatException("not an escape that I-Regexp knows"),
        };
    }

    private bool TryReadCategory(string pattern, ref int position)
    {
        if (pattern[position] != '\\' || At(pattern, position + 1) is not ('p' or 'P'))
            return false;
        var end = pattern.IndexOf('}', position);
        var name = end > position + 3 && pattern[position + 2] == '{' ? pattern[(position + 3)..end] : "";
        var categories = UnicodeCategories.Named(name) ?? throw new FormatException(@"\p needs a category such as \p{Lu}");
        var negated = pattern[position + 1] == 'P';
        _basic.Append(CultureInfo.InvariantCulture, $@"\{(negated ? 'P' : 'p')}{{{name}}}");
        var ranges = UnicodeCategories.Astral(categories);
        _astral.AddRange(negated ? SurrogatePairs.Complement(ranges) : ranges);
        position = end + 1;
        return true;
    }

    private void Add(int from, int to)
    {
        if (from < SurrogatePairs.First)
        {
            _basic.Append(CultureInfo.InvariantCulture, $@"\u{from:X4}");
            if (to > from)
                _basic.Append(CultureInfo.InvariantCulture, $@"-\u{Math.Min(to, 0xFFFF):X4}");
        }
        if (to >= SurrogatePairs.First)
            _astral.Add((Math.Max(from, SurrogatePairs.First), to));
    }

    private static char At(string pattern, int position) => position < pattern.Length ? pattern[position] : '\0';
}
