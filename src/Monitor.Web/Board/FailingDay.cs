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

    /// <param name="down">When checks were down; without an end while they are.</param>
    public static FailingDay Of(IEnumerable<(DateTimeOffset Since, DateTimeOffset? Until)> down, DateTimeOffset now)
    {
        var (changes, start) = (new int[Slots + 1], now - Span);
        foreach (var (since, until) in down.Where(one => (one.Until ?? now) > start && one.Since <= now))
        {
            changes[SlotOf(since)]++;
            changes[SlotOf(until ?? now) + 1]--;
        }

        var sum = 0;
        return new FailingDay([.. changes.Take(Slots).Select(change => sum += change)]);

        int SlotOf(DateTimeOffset at) => (int)Math.Clamp((at - start) / Slot, 0, Slots - 1);
    }

    public string InWords => Counts.Max() switch
    {
        0 => "Nothing has failed in the last 24 h",
        1 => "At most 1 failing at a time in the last 24 h",
        var most => $"At most {most} failing at a time in the last 24 h",
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
