using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Monitor.Web.Shared;

/// <summary>A latency trail as one closed path of 72 by 24, whose closing edges lie outside the picture.</summary>
public static class SparkPath
{
    private const double Width = 72;
    private const double Height = 24;

    public static string Of(ImmutableArray<int> trail)
    {
        if (trail.Length < 2)
            return "";
        // At least 20 ms from bottom to top, so that a steady check does not look like a storm.
        var low = trail.Min();
        var span = Math.Max(20, trail.Max() - low);
        var step = Width / (trail.Length - 1);
        var path = new StringBuilder("M-2 26");
        for (var i = 0; i < trail.Length; i++)
            path.Append(CultureInfo.InvariantCulture, $"L{i * step:0.#} {Height - 3 - ((trail[i] - low) * (Height - 6) / span):0.#}");
        return path.Append("L74 26Z").ToString();
    }
}
