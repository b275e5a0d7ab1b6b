using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Web.Shared;

namespace Monitor.Web.Remedies;

/// <summary>How remedies look, and the words for them.</summary>
public static class RemedyLook
{
    public static StatusLook Waits { get; } = StatusLook.Warn with { Word = "Waiting" };

    public static StatusLook NoneWaits { get; } = StatusLook.Ok with { Word = "Nothing waits" };

    /// <summary>The kinds of events that tell of remedies.</summary>
    public static ImmutableArray<string> Kinds { get; } =
        [.. EventManifests.All.Where(kind => kind == "remedy" || kind.StartsWith("remedy-", StringComparison.Ordinal))];

    /// <summary>How often it helped, of the runs of which that is known; null when there are none.</summary>
    public static string? Share(RemedyRecord record) => record.Fixed + record.DidNotHelp + record.MadeWorse is > 0 and var known
        ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * record.Fixed / known:0} %")
        : null;

    /// <summary>A number, or nothing to look at where there is nothing.</summary>
    public static string Count(int count) => count == 0 ? "–" : count.ToString("N0", CultureInfo.InvariantCulture);

    public static string TimeToFix(RemedyRecord record) => record.MedianSecondsToFix is { } seconds ? Spans.Short(TimeSpan.FromSeconds(seconds)) : "–";

    /// <summary>What is worth a word besides the numbers.</summary>
    public static string? Aside(RemedyRecord record)
    {
        string[] words =
        [
            .. record.Failed > 0 ? [$"failed itself {Times(record.Failed)}"] : Array.Empty<string>(),
            .. record.Rehearsed > 0 ? [$"would have run {Times(record.Rehearsed)} (dry run)"] : Array.Empty<string>(),
        ];
        return words.Length == 0 ? null : string.Join(", ", words);
    }

    private static string Times(int count) => count == 1 ? "once" : $"{Count(count)} times";
}
