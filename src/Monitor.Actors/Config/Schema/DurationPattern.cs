using System.Globalization;

namespace Monitor.Actors.Config.Schema;

/// <summary>Writes the pattern of all durations with a unit that lie within limits, or less than one unit beyond them.</summary>
internal static class DurationPattern
{
    private static readonly (string Unit, decimal Seconds)[] Units = [("ms", 0.001m), ("s?", 1), ("m", 60), ("h", 3_600), ("d", 86_400)];

    /// <summary>For the whole text, whatever is written behind the point.</summary>
    public static string Of(TimeSpan min, TimeSpan max) =>
        $@"^\s*0*({string.Join('|', Units.Select(unit => $@"({Whole(In(min, unit.Seconds), In(max, unit.Seconds))})(\.[0-9]{{1,9}})?\s?{unit.Unit}"))})\s*$";

    /// <summary>The whole numbers from one to the other; zeros in front are somebody else's.</summary>
    public static string Whole(long least, long most)
    {
        var (parts, from) = (new List<string>(), least);
        foreach (var to in Ends(least, most))
        {
            parts.Add(Digits(from, to));
            from = to + 1;
        }

        return string.Join('|', parts);
    }

    /// <summary>The last numbers of the spans in which each digit is free, fixed, or one of a few.</summary>
    private static SortedSet<long> Ends(long least, long most)
    {
        var ends = new SortedSet<long> { most };
        for (long ten = 10, end; (end = (least / ten * ten) + ten - 1) < most; ten *= 10)
            ends.Add(end);
        for (long ten = 10, end; (end = ((most + 1) / ten * ten) - 1) > least; ten *= 10)
            ends.Add(end);
        return ends;
    }

    private static string Digits(long from, long to) => string.Concat(Text(from).Zip(Text(to), (low, high) => low == high ? $"{low}" : $"[{low}-{high}]"));

    private static long In(TimeSpan time, decimal seconds) => (long)((decimal)time.TotalSeconds / seconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
