using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Web.Shared;

namespace Monitor.Web.Check;

/// <summary>The band of the past: one bar a slot, taller is worse, and a sentence for those who do not see it.</summary>
public static class BandLook
{
    public const int Step = 6;
    public const int Height = 36;

    public static string Path(ImmutableArray<CheckStatus?> slots, CheckStatus? status)
    {
        var height = status switch
        {
            CheckStatus.Fail => 34,
            CheckStatus.Warn => 26,
            CheckStatus.Ok => 18,
            CheckStatus.Unknown => 8,
            _ => 3,
        };
        return string.Concat(slots.Select((slot, i) => slot == status
            ? string.Create(CultureInfo.InvariantCulture, $"M{i * Step} {(Height - height) / 2.0:0.#}h{Step - 1}v{height}h-{Step - 1}z")
            : ""));
    }

    public static string Sentence(PastRange range, ImmutableArray<CheckStatus?> slots)
    {
        var seen = slots.Count(slot => slot is not null);
        if (seen == 0)
            return $"No results in the last {range.Word}.";
        var parts = StatusLook.Statuses
            .Select(status => (StatusLook.For(status).Word, Count: slots.Count(slot => slot == status)))
            .Where(part => part.Count > 0)
            .Select(part => $"{part.Word} in {part.Count}");
        return $"Worst result in each {range.Part} of the last {range.Word}: {string.Join(", ", parts)} of {seen} with results.";
    }
}
