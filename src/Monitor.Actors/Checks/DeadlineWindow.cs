using System.Collections.Immutable;
using System.Globalization;

namespace Monitor.Actors.Checks;

/// <summary>The names of deadlines, each for one day, one occurrence or one run; part of the journal, so they do not change.</summary>
/// <remarks>A bare day is one of <c>success_by</c>, a bare run id one of <c>minutes_after_start</c>.</remarks>
public static class DeadlineWindow
{
    private const string Starts = "start_by-";
    private const string Scheduled = "schedule-";
    private const string Finishes = "finish_within-";
    private const string DayForm = "yyyy-MM-dd";
    private const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string SuccessBy(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    public static string StartBy(DateOnly day) => Starts + SuccessBy(day);

    public static string Schedule(DateTimeOffset occurrence) => Scheduled + occurrence.UtcDateTime.ToString(MomentForm, CultureInfo.InvariantCulture);

    public static string FinishWithin(string run) => Finishes + run;

    public static DateOnly? SuccessDay(string window) => DayOf(window, "");

    public static DateOnly? StartDay(string window) => DayOf(window, Starts);

    public static DateTimeOffset? Occurrence(string window) =>
        window.StartsWith(Scheduled, StringComparison.Ordinal) && DateTimeOffset.TryParseExact(
            window[Scheduled.Length..], MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    /// <summary>With the newest of its kind in place of the one before.</summary>
    public static ImmutableSortedSet<string> Add(ImmutableSortedSet<string> missed, string window) =>
        missed.Except(missed.Where(other => KindOf(other) == KindOf(window))).Add(window);

    /// <summary>A success makes up for all but a start that came too late.</summary>
    public static ImmutableSortedSet<string> AfterSuccess(ImmutableSortedSet<string> missed) =>
        missed.Except(missed.Where(window => StartDay(window) is null && Occurrence(window) is null));

    private static string KindOf(string window) =>
        new[] { Starts, Scheduled, Finishes }.FirstOrDefault(kind => window.StartsWith(kind, StringComparison.Ordinal))
        ?? (SuccessDay(window) is null ? "run" : "day");

    private static DateOnly? DayOf(string window, string kind) =>
        window.StartsWith(kind, StringComparison.Ordinal)
        && DateOnly.TryParseExact(window[kind.Length..], DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
