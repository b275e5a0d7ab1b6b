using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>reports:</c>: which reports are made, when, of which checks, and who signs them off by when.</summary>
internal static class ReportReader
{
    private const int Most = 20;
    private const int LongestName = 60;
    private const string SignOff = "sign_off_by";

    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(24);

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new("name", KeyShape.Text, "identifies the report on the board and in its history; unique without regard to case") { Required = true, Range = $"1 to {LongestName} printable characters" },
        new("at", ClockReader.Shape, "the time of day at which it is made") { Required = true, Range = "`\"HH:MM\"`" },
        Zones.Key("of `at` and `sign_off_by`") with { Absent = "from `global`" },
        new("days", KeyShape.Texts, "only on these days") { Absent = "every day", Range = "days: `[Mon, Sun]`" },
        new("match", KeyShape.Known("check_match", MatchReader.Keys), "which checks it is about; every key must match, and of a list one word") { Absent = "all checks" },
        new("channels", KeyShape.Texts, "who gets it: `email`, `email to` one address of `MAIL_TO`, `console`, or names under `channels:`; `[]` to keep it on the board") { Required = true },
        new(SignOff, KeyShape.Either(ClockReader.Shape, KeyShape.Duration(Soonest, Latest)), "by when somebody has to sign it off on the board, before its channels are reminded")
        {
            Absent = "nobody is reminded",
            Range = $"`\"HH:MM\"`, or {Durations.Text(Soonest)} to {Durations.Text(Latest)} after `at`",
        },
    ];

    public static ConfigKey Key { get; } = new(
        "reports", KeyShape.List(KeyShape.Known("report", Keys)), "the morning report, and others like it, see [reports](#reports)")
    { Absent = "none", Range = $"up to {Most} reports" };

    /// <param name="configured">The channels of the file.</param>
    /// <param name="channels">The names of all.</param>
    public static ImmutableArray<ReportDefinition> Read(YamlSection root, TimeZoneInfo zone, ImmutableArray<ChannelDefinition> configured, ImmutableArray<string> channels)
    {
        var sections = root.Sections("reports");
        if (sections.Count > Most)
            root.Problem("reports", $"has {sections.Count} reports", $"at most {Most} are read");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. sections.Take(Most).Select(keys => ReadOne(keys, zone, configured, channels, names))];
    }

    private static ReportDefinition ReadOne(
        YamlSection keys, TimeZoneInfo usual, ImmutableArray<ChannelDefinition> configured, ImmutableArray<string> known, HashSet<string> names)
    {
        var name = ReadName(keys, names);
        var zone = Zones.Read(keys, "timezone") ?? usual;
        var at = ClockReader.Time(keys, "at", "07:00");
        if (at is null && keys.Missing("at"))
            keys.Problem("at", "missing", "write at: \"07:00\"");
        var schedule = new ReportSchedule(at ?? default, ClockReader.Days(keys, "days"), zone);
        var match = MatchReader.Read(keys.Section("match"));
        var (channels, signOff) = (ReadChannels(keys, configured, known), ReadSignOff(keys));
        if (signOff is not null && channels.IsEmpty && keys.TextNodes("channels").Count == 0)
            keys.Problem(SignOff, "nobody could be reminded: channels is empty", "name a channel, or leave sign_off_by out");
        return new ReportDefinition(name, schedule, match, channels, signOff) { Line = keys.Map.Line };
    }

    private static string ReadName(YamlSection keys, HashSet<string> names)
    {
        var text = keys.TextOrNull("name");
        if (text is null && !keys.Missing("name"))
            return "";
        if (!CheckName.TryParse(text, out var name, out var problem) || name.Value.Length > LongestName)
            keys.Problem("name", text is null ? "missing" : problem ?? $"a name must not be longer than {LongestName} characters", "write a short, unique name");
        else if (!names.Add(name.Value))
            keys.Problem("name", $"there is a report named {Shown.Quoted(name.Value)} already", "choose another; case makes no difference");
        return name.Value ?? "";
    }

    /// <summary>A receiver that keeps incidents would open one that nothing ever closes.</summary>
    private static ImmutableArray<string> ReadChannels(YamlSection keys, ImmutableArray<ChannelDefinition> configured, ImmutableArray<string> known)
    {
        var told = ToldReader.Read(keys, known);
        foreach (var channel in configured.Where(channel => channel.Type.OpensIncidents && told.Contains(channel.Name)))
            keys.Problem("channels", $"{channel.Name} keeps incidents, and a report is none", "name a channel that people read, such as email");
        return told;
    }

    private static SignOffTime? ReadSignOff(YamlSection keys)
    {
        if (keys.TextOrNull(SignOff) is not { } text)
            return null;
        if (ClockReader.Parse(text) is { } clock)
            return new SignOffTime(clock, default);
        if (Durations.Parse(text) is { } after && after >= Soonest && after <= Latest)
            return new SignOffTime(null, after);
        keys.Problem(SignOff, $"{Shown.Quoted(text)} is neither a time of day nor a duration from {Shown.Duration(Soonest)} to {Shown.Duration(Latest)}", "write \"09:00\" in quotes, or 2h");
        return null;
    }
}
