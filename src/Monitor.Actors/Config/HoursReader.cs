using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads hours of the week such as <c>check_period</c>: <c>"Mon-Fri 06:00-20:00"</c>, or a list of such spans.</summary>
internal static partial class HoursReader
{
    public const string CheckPeriod = "check_period";
    private const int MostSpans = 20;
    private const int EveryDay = 0b111_1111;
    private const string Fix = "write it like \"Mon-Fri 06:00-20:00\"; the end may be 24:00, or on the next day";

    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static ImmutableArray<ConfigKey> Keys { get; } =
        [Key(CheckPeriod, "when checks are looked at, see [when rounds run](#when-rounds-run)") with { Absent = "always" }];

    public static ConfigKey Key(string name, string meaning) =>
        new(name, KeyShape.Texts, meaning) { Range = "spans of hours: `Mon-Fri 06:00-20:00`" };

    /// <summary>The hours with their text as written; null when there are none.</summary>
    public static (ActiveHours Hours, string Text)? Read(YamlSection keys, string key)
    {
        var nodes = keys.TextNodes(key);
        if (nodes.Count > MostSpans)
            keys.Problem(key, $"has {nodes.Count} spans", $"at most {MostSpans} are read");
        var spans = nodes.Take(MostSpans).Select(node => Span(keys, key, node)).OfType<ActiveHours.Span>().ToImmutableArray();
        return spans.IsEmpty ? null : (new ActiveHours(spans), string.Join(", ", nodes.Select(node => node.Value)));
    }

    private static ActiveHours.Span? Span(YamlSection keys, string key, YamlScalar node)
    {
        var form = Form().Match(node.Value);
        if (!form.Success || Minutes(form.Groups["from"]) is not { } from || Minutes(form.Groups["to"]) is not { } to || from == 24 * 60)
        {
            keys.ProblemAt(node, key, $"{Shown.Quoted(node.Template)} is not a span of hours", Fix);
            return null;
        }

        if (from == to)
            keys.ProblemAt(node, key, $"{Shown.Quoted(node.Template)} is empty", "write 00:00-24:00 for whole days");
        return DaysOf(keys, key, node, form.Groups["days"].Value) is { } days ? ActiveHours.SpanOf(days, from, to) : null;
    }

    private static int? DaysOf(YamlSection keys, string key, YamlScalar node, string text)
    {
        var days = text.Length == 0 ? EveryDay : 0;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-').Select(word => Array.FindIndex(Days, day => day.Equals(word, StringComparison.OrdinalIgnoreCase))).ToArray();
            if (ends.Contains(-1) || ends.Length > 2)
            {
                var word = part.Split('-')[Math.Max(0, Array.IndexOf(ends, -1))];
                keys.ProblemAt(node, key, $"unknown day {Shown.Quoted(word)}", Suggestion.For(word, Days, $"known: {string.Join(", ", Days)}"));
                return null;
            }

            for (var day = ends[0]; ; day = (day + 1) % Days.Length)
            {
                days |= 1 << day;
                if (day == ends[^1])
                    break;
            }
        }

        return days;
    }

    private static int? Minutes(Group clock)
    {
        var parts = clock.Value.Split(':');
        var (hour, minute) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return minute < 60 && (hour < 24 || (hour == 24 && minute == 0)) ? (hour * 60) + minute : null;
    }

    [GeneratedRegex(@"^\s*(?<days>[A-Za-z]+(\s*[-,]\s*[A-Za-z]+)*)?\s*(?<from>[0-9]{1,2}:[0-9]{2})\s*-\s*(?<to>[0-9]{1,2}:[0-9]{2})\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
