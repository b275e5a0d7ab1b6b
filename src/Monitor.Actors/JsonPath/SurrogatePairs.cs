using System.Globalization;
using System.Text;

namespace Json.Path;

/// <summary>Ranges of code points above U+FFFF, and the .NET pattern that matches them pair by pair.</summary>
internal static class SurrogatePairs
{
    public const int First = 0x10000;
    public const int Last = 0x10FFFF;

    public static List<(int From, int To)> Complement(IEnumerable<(int From, int To)> ranges)
    {
        var rest = new List<(int, int)>();
        var next = First;
        foreach (var (from, to) in ranges.Order())
        {
            if (from > next)
                rest.Add((next, from - 1));
            next = Math.Max(next, to + 1);
        }
        if (next <= Last)
            rest.Add((next, Last));
        return rest;
    }

    public static string ToPattern(IEnumerable<(int From, int To)> ranges)
    {
        // Twice the complement is the same set, sorted and merged.
        var lows = new SortedDictionary<char, StringBuilder>();
        var alternatives = new List<string>();
        foreach (var (from, to) in Complement(Complement(ranges)))
        {
            var (high, low) = Split(from);
            var (lastHigh, lastLow) = Split(to);
            if (high == lastHigh)
            {
                AddLow(lows, high, low, lastLow);
                continue;
            }
            AddLow(lows, high, low, '\uDFFF');
            AddLow(lows, lastHigh, '\uDC00', lastLow);
            if (lastHigh - high > 1)
                alternatives.Add(Class(high + 1, lastHigh - 1) + Class('\uDC00', '\uDFFF'));
        }
        alternatives.AddRange(lows.GroupBy(pair => pair.Value.ToString(), pair => pair.Key)
            .Select(group => $"[{string.Concat(group.Select(high => Escaped(high)))}][{group.Key}]"));
        return string.Join('|', alternatives);
    }

    private static void AddLow(SortedDictionary<char, StringBuilder> lows, char high, char from, char to)
    {
        if (!lows.TryGetValue(high, out var ranges))
            lows.Add(high, ranges = new StringBuilder());
        ranges.Append(CultureInfo.InvariantCulture, $"{Escaped(from)}-{Escaped(to)}");
    }

    private static (char High, char Low) Split(int codePoint) =>
        ((char)(0xD800 + ((codePoint - First) >> 10)), (char)(0xDC00 + ((codePoint - First) & 0x3FF)));

    private static string Class(int from, int to) => $"[{Escaped(from)}-{Escaped(to)}]";

    private static string Escaped(int unit) => string.Create(CultureInfo.InvariantCulture, $@"\u{unit:X4}");
}
