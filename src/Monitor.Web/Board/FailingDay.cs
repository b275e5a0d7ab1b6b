using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Monitor.Web.Board;

/// <summary>How many checks failed over the last day; pure.</summary>
/// <param name="Counts">One for every ten minutes, oldest first: how many checks were down at some time in them.</param>
public sealed record FailingDay(ImmutableArray<int> Counts)
{
    public static readonly TimeSpan Span = TimeSpan.FromDays(1);

    private const int Slots = 144;
    private const int Height = 40;

    private static readonly TimeSpan Slot = Span / Slots;

    /// <param name="down">When which checks were down; without an end while they are.</param>
    public static FailingDay Of(IEnumerable<(string Check, DateTimeOffset Since, DateTimeOffset? Until)> down, DateTimeOffset now)
    {
        var (counts, start) = (new int[Slots], now - Span);
        foreach (var check in down.Where(one => (one.Until ?? now) > start && one.Since <= now).GroupBy(one => one.Check, StringComparer.OrdinalIgnoreCase))
            foreach (var slot in check.SelectMany(one => Enumerable.Range(SlotOf(one.Since), Math.Max(0, SlotOf(one.Until ?? now) - SlotOf(one.Since) + 1))).Distinct())
                counts[slot]++;
        return new FailingDay([.. counts]);

        int SlotOf(DateTimeOffset at) => (int)Math.Clamp((at - start) / Slot, 0, Slots - 1);
    }

    public string InWords => Counts.Max() switch
    {
        0 => "Nothing has failed in the last 24 h",
        1 => "At most 1 check failing within ten minutes, in the last 24 h",
        var most => $"At most {most} checks failing within ten minutes, in the last 24 h",
    };

    /// <summary>An area of 144 by 40, from zero at its foot.</summary>
    public string Path
    {
        get
        {
            var most = Math.Max(1, Counts.Max());
            var path = new StringBuilder($"M0 {Height}");
            for (var i = 0; i < Counts.Length; i++)
                path.Append(CultureInfo.InvariantCulture, $"V{Height - (Counts[i] * (Height - 2.0) / most):0.#}H{i + 1}");
            return path.Append(CultureInfo.InvariantCulture, $"V{Height}Z").ToString();
        }
    }
}
