using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>A window of the whole file, and which checks it concerns.</summary>
/// <param name="Names">As written; all checks are meant when there are neither names nor tags.</param>
/// <param name="Tags">Checks with one of them are meant too.</param>
internal sealed record SharedWindow(MaintenanceWindow Window, ImmutableArray<string> Names, ImmutableArray<string> Tags, int Line)
{
    public bool Concerns(CheckName check, ImmutableArray<string> tags) =>
        (Names.IsEmpty && Tags.IsEmpty)
        || Names.Any(name => string.Equals(name.Trim(), check.Value, StringComparison.OrdinalIgnoreCase))
        || Tags.Any(tag => tags.Contains(tag, StringComparer.OrdinalIgnoreCase));
}

/// <summary>Reads <c>maintenance:</c>: windows that come again (<c>start</c> or <c>cron</c>) and windows that come once (<c>from</c>).</summary>
internal static class MaintenanceReader
{
    private const int MostWindows = 50;
    private const int LongestNote = 200;
    private const int MostNames = 10_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly string[] Beginnings = ["from", "start", "cron"];
    private static readonly string[] Moments = ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    public static ImmutableArray<ConfigKey> WindowKeys { get; } =
    [
        new("start", ClockReader.Shape, "from that time of day on") { Range = "`\"HH:MM\"`" },
        new("cron", KeyShape.Text, "from each time on that these name; instead of `start`") { Range = "five cron fields" },
        new("duration", KeyShape.Duration(Shortest, Longest), "how long it lasts; with `start` or `cron`"),
        new("every", KeyShape.Texts, "with `start`: only on these days") { Absent = "every day", Range = "days: `[Mon, Sun]`" },
        new("from", KeyShape.Text, "once, from this moment on; instead of `start`") { Range = "`\"2026-03-02 22:00\"`" },
        new("until", KeyShape.Text, "with `from`: until then") { Range = "`\"2026-03-03 02:00\"`" },
        Zones.Key("of all these times; needed unless the check or `global` has one") with { Absent = "that of the check" },
        new("note", KeyShape.Text, "why; for the board and the event log") { Range = $"up to {LongestNote} characters" },
    ];

    public static ImmutableArray<ConfigKey> SharedWindowKeys { get; } =
    [
        .. WindowKeys,
        new("checks", KeyShape.Texts, "only in `maintenance` at the top of the file: the checks that it concerns") { Absent = "all, without `tags` too" },
        Labels.Key("tags", "only there: checks with one of these tags are concerned too"),
    ];

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("maintenance", KeyShape.List(KeyShape.Known("window", WindowKeys)), "when trouble with this check is expected, see [maintenance](#maintenance)") { Range = $"up to {MostWindows} windows" },
    ];

    /// <summary>At the top of the file.</summary>
    public static ImmutableArray<ConfigKey> SharedKeys { get; } =
    [
        new("maintenance", KeyShape.List(KeyShape.Known("shared_window", SharedWindowKeys)), "windows in which trouble is expected, for all checks or those named; see [below](#maintenance)") { Range = $"up to {MostWindows} windows" },
    ];

    /// <param name="zone">For windows that name none; null when each has to.</param>
    public static ImmutableArray<MaintenanceWindow> Read(YamlSection keys, TimeZoneInfo? zone) =>
        [.. Windows(keys).Select(window => ReadOne(window, zone)).OfType<MaintenanceWindow>()];

    public static ImmutableArray<SharedWindow> ReadShared(YamlSection keys, TimeZoneInfo? zone) =>
        [.. Windows(keys).Select(window => ReadOneShared(window, zone)).OfType<SharedWindow>()];

    private static SharedWindow? ReadOneShared(YamlSection keys, TimeZoneInfo? zone)
    {
        var names = keys.TextNodes("checks");
        if (names.Count > MostNames)
            keys.Problem("checks", $"{names.Count} names, at most {MostNames}", "leave checks out to mean all");
        var tags = Labels.Read(keys, "tags");
        return ReadOne(keys, zone) is { } window
            ? new SharedWindow(window, [.. names.Select(name => name.Value)], tags, names.Count > 0 ? names[0].Line : 0)
            : null;
    }

    private static IReadOnlyList<YamlSection> Windows(YamlSection keys)
    {
        var windows = keys.Sections("maintenance");
        if (windows.Count > MostWindows)
            keys.Problem("maintenance", $"{windows.Count} windows, at most {MostWindows}", "put some of them into one with every or cron");
        return windows;
    }

    private static MaintenanceWindow? ReadOne(YamlSection keys, TimeZoneInfo? zone)
    {
        zone = Zones.Read(keys, "timezone") ?? zone;
        var note = ReadNote(keys);
        var ways = Beginnings.Where(keys.Has).ToArray();
        if (ways.Length != 1)
            keys.Problem(ways.FirstOrDefault() ?? "start", ways.Length == 0 ? "the window has no beginning" : $"the window begins twice, by {string.Join(" and ", ways)}",
                "write from and until, or start and duration, or cron and duration");
        if (zone is null && keys.Missing("timezone"))
            keys.Problem("timezone", "missing: nobody can tell when this is", "write timezone: Europe/Berlin here, or once under global");
        MaintenanceWindow? once = ReadOnce(keys, zone ?? TimeZoneInfo.Utc, note), recurring = ReadRecurring(keys, zone ?? TimeZoneInfo.Utc, note);
        return zone is null || ways.Length != 1 ? null : once ?? recurring;
    }

    private static string? ReadNote(YamlSection keys)
    {
        var note = keys.TextOrNull("note")?.Trim();
        if (note?.Length > LongestNote || note?.EnumerateRunes().All(Shown.IsPrintable) == false)
            keys.Problem("note", $"must be one line of at most {LongestNote} printable characters", "say it shorter");
        return note is { Length: > 0 } ? note : null;
    }

    private static MaintenanceWindow.Once? ReadOnce(YamlSection keys, TimeZoneInfo zone, string? note)
    {
        var (from, until) = (Moment(keys, "from"), Moment(keys, "until"));
        if (from is null || until is null)
        {
            if (keys.Has("from") && keys.Missing("until"))
                keys.Problem("until", "missing", "write until: \"2026-03-02 06:00\"");
            return null;
        }

        var (begin, end) = (WallTime.Earlier(from.Value, zone), WallTime.Later(until.Value, zone));
        if (end <= begin)
            keys.Problem("until", "is not after from", "swap the two");
        return end <= begin ? null : new MaintenanceWindow.Once(begin, end, note);
    }

    private static MaintenanceWindow.Recurring? ReadRecurring(YamlSection keys, TimeZoneInfo zone, string? note)
    {
        var starts = ReadStart(keys) ?? ReadCron(keys);
        var length = keys.DurationOrNull("duration", Shortest, Longest);
        if ((keys.Has("start") || keys.Has("cron")) && keys.Missing("duration"))
            keys.Problem("duration", "missing", "write duration: 2h");
        return starts is null || length is null ? null : new MaintenanceWindow.Recurring(starts, length.Value, zone, note);
    }

    private static CronTimes? ReadStart(YamlSection keys)
    {
        var days = ReadDays(keys);
        return ClockReader.Time(keys, "start", "02:00") is { } start ? CronTimes.Parse(ClockReader.Cron(start, days)) : null;
    }

    private static ImmutableArray<DayOfWeek> ReadDays(YamlSection keys)
    {
        var days = ClockReader.Days(keys, "every");
        if (keys.Has("every") && !keys.Has("start"))
            keys.Problem("every", "only goes with start", "write start: \"02:00\"");
        return days;
    }

    private static CronTimes? ReadCron(YamlSection keys)
    {
        if (keys.TextOrNull("cron") is not { } text)
            return null;
        if (CronTimes.Parse(text) is { } cron)
            return cron;
        keys.Problem("cron", $"{Shown.Quoted(text)} is not a cron expression", "write five fields, such as \"0 2 * * SUN\"");
        return null;
    }

    private static DateTime? Moment(YamlSection keys, string key)
    {
        if (keys.TextOrNull(key) is not { } text)
            return null;
        if (DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return local;
        keys.Problem(key, $"{Shown.Quoted(text)} is not a day and a time", "write it like \"2026-03-02 22:00\"; timezone says where");
        return null;
    }
}
