using System.Text;

namespace Monitor.Actors.Checks.Assertions.Conditions;

/// <summary>What stands between two stars of a pattern: each piece of it is one character.</summary>
internal sealed class WildcardPart
{
    /// <summary>Looking for a part with sets in it may look at every character once for each of its pieces.</summary>
    private const int MostWithSets = 64;

    private readonly string? _literal;
    private readonly Piece[] _pieces;

    private WildcardPart(List<Piece> pieces)
    {
        _pieces = [.. pieces];
        if (pieces.TrueForAll(piece => piece.Only is not null))
            _literal = string.Concat(pieces.Select(piece => piece.Only));
    }

    public int Length => _pieces.Length;

    public bool IsAt(string text, int at)
    {
        if (_literal is not null)
            return string.CompareOrdinal(text, at, _literal, 0, _literal.Length) == 0;
        for (var i = 0; i < _pieces.Length; i++)
        {
            if (!_pieces[i].Accepts(text[at + i]))
                return false;
        }

        return true;
    }

    /// <summary>Where it is found first; -1 when it is not.</summary>
    public int Find(string text, int from)
    {
        if (_literal is not null)
            return text.IndexOf(_literal, from, StringComparison.Ordinal);
        var end = text.Length - Length;
        for (var at = from; at <= end; at++)
        {
            if (IsAt(text, at))
                return at;
        }

        return -1;
    }

    /// <summary>Reads up to the next star or the end; null when it is no pattern.</summary>
    public static WildcardPart? Read(string pattern, ref int at, out (int At, string Fault) problem)
    {
        problem = default;
        var pieces = new List<Piece>();
        for (; at < pattern.Length && pattern[at] != '*'; at++)
        {
            if (pattern[at] == '[')
            {
                var start = at;
                if (ReadSet(pattern, ref at) is not { } set)
                {
                    problem = (start, "[ begins a set of characters that is empty or not closed");
                    return null;
                }

                pieces.Add(set);
            }
            else if (pattern[at] == '\\' && at == pattern.Length - 1)
            {
                problem = (at, "nothing follows \\");
                return null;
            }
            else
            {
                pieces.Add(pattern[at] switch
                {
                    '?' => new Piece(null, "", IsNegated: true),
                    '\\' => new Piece(pattern[++at], "", IsNegated: false),
                    var only => new Piece(only, "", IsNegated: false),
                });
            }
        }

        var part = new WildcardPart(pieces);
        if (part._literal is not null || part.Length <= MostWithSets)
            return part;
        problem = (at - 1, $"more than {MostWithSets} characters between two stars, and a ? or a set among them");
        return null;
    }

    /// <summary>Leaves <paramref name="at"/> on the closing bracket.</summary>
    private static Piece? ReadSet(string pattern, ref int at)
    {
        var isNegated = at + 1 < pattern.Length && pattern[at + 1] == '^';
        at += isNegated ? 2 : 1;
        var ranges = new StringBuilder();
        while (at < pattern.Length && pattern[at] != ']')
        {
            if (Character(pattern, ref at) is not { } low)
                return null;
            var high = low;
            if (at < pattern.Length && pattern[at] == '-')
            {
                at++;
                if (Character(pattern, ref at) is not { } end)
                    return null;
                high = end;
            }

            ranges.Append(low).Append(high);
        }

        return at < pattern.Length && ranges.Length > 0 ? new Piece(null, ranges.ToString(), isNegated) : null;
    }

    private static char? Character(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] == '\\')
            at++;
        return at < pattern.Length ? pattern[at++] : null;
    }

    /// <param name="Only">The one character; null for a set.</param>
    /// <param name="Ranges">Pairs of first and last.</param>
    private readonly record struct Piece(char? Only, string Ranges, bool IsNegated)
    {
        public bool Accepts(char c)
        {
            if (Only is { } only)
                return c == only;
            for (var i = 0; i < Ranges.Length; i += 2)
            {
                if (c >= Ranges[i] && c <= Ranges[i + 1])
                    return !IsNegated;
            }

            return IsNegated;
        }
    }
}
