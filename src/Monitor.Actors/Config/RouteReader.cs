using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>routes:</c>, an ordered list: the first that matches takes an alert, and the next ones too if it says so.</summary>
internal static class RouteReader
{
    private const int MostRoutes = 200;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>What can be matched; a recovery goes where the failure went.</summary>
    private static readonly AlertKind[] Problems = [AlertKind.FirstFail, AlertKind.DeadlineMiss, AlertKind.Flapping];

    public static ImmutableArray<ConfigKey> MatchKeys { get; } =
    [
        .. MatchReader.Keys,
        new("event", KeyShape.ListOrOne(KeyShape.Choice(Problems.Select(AlertKinds.Word))), "only these events; a recovery goes where the failure went") { Absent = "all" },
        HoursReader.Key("hours", "only what happens in these hours; outside of them the next route is asked") with { Absent = "always" },
    ];

    public static ImmutableArray<ConfigKey> RouteKeys { get; } =
    [
        new("match", KeyShape.Known("route_match", MatchKeys), "what it takes; every key must match, and of a list one word") { Absent = "everything" },
        new("channels", KeyShape.Texts, "who is told: `email`, `email to` one address of `MAIL_TO`, `console`, or names under `channels:`; `[]` for nobody") { Required = true },
        new("continue", KeyShape.Flag, "ask the next routes too") { Default = "false" },
        new("after", KeyShape.Duration(TimeSpan.Zero, Longest), "escalation: only of failures that have lasted so long and that nobody has acknowledged") { Default = "0" },
        HoursReader.Key("quiet_hours", "hold failures in these hours, and tell what still fails when they are over"),
        Zones.Key("of `hours` and `quiet_hours`") with { Absent = "from `global`" },
    ];

    public static ConfigKey Key { get; } = new(
        "routes", KeyShape.List(KeyShape.Known("route", RouteKeys)), "who is told what and when, see [routes](#routes)")
    { Absent = "every alert goes to every channel", Range = $"up to {MostRoutes} routes" };

    /// <param name="channels">The names of all.</param>
    public static ImmutableArray<RouteRule> Read(YamlSection root, TimeZoneInfo zone, ImmutableArray<string> channels)
    {
        var sections = root.Sections("routes");
        if (sections.Count > MostRoutes)
            root.Problem("routes", $"has {sections.Count} routes", $"at most {MostRoutes} are read");
        var rules = sections.Take(MostRoutes).Select((keys, i) => ReadOne(keys, i + 1, zone, channels)).ToImmutableArray();
        for (var i = 0; i + 1 < rules.Length; i++)
            if (rules[i].TakesAll)
            {
                sections[i + 1].Warning("match", $"is never asked: route {i + 1} takes everything", $"write continue: true into route {i + 1}, or put it last");
                break;
            }

        return rules;
    }

    private static RouteRule ReadOne(YamlSection keys, int number, TimeZoneInfo usual, ImmutableArray<string> channels)
    {
        var match = keys.Section("match");
        var zone = Zones.Read(keys, "timezone") ?? usual;
        var (hours, quiet) = (match is null ? null : HoursReader.Read(match, "hours"), HoursReader.Read(keys, "quiet_hours"));
        var after = keys.Duration("after", TimeSpan.Zero, TimeSpan.Zero, Longest);
        var goesOn = keys.Flag("continue", otherwise: false);
        var told = ToldReader.Read(keys, channels);
        var kinds = match is null ? [] : ReadEvents(match);
        var text = string.Create(CultureInfo.InvariantCulture, $"{number}|{string.Join(',', told)}|{string.Join(',', kinds)}|{hours?.Text}|{quiet?.Text}|{zone.Id}|{after}|{goesOn}");
        return new RouteRule(number, MatchReader.Read(match), new AlertRoute(text, told)
        {
            Number = number,
            Kinds = kinds,
            Hours = hours?.Hours,
            QuietHours = quiet?.Hours,
            Zone = zone,
            After = after,
            Continue = goesOn,
        });
    }

    private static ImmutableArray<AlertKind> ReadEvents(YamlSection match)
    {
        var kinds = ImmutableArray.CreateBuilder<AlertKind>();
        foreach (var node in match.TextNodes("event"))
            if (AlertKinds.Parse(node.Value) is { } kind && Problems.Contains(kind))
                kinds.Add(kind);
            else
                match.ProblemAt(node, "event", $"cannot be matched: {Shown.Quoted(node.Template)}",
                    $"known: {string.Join(", ", Problems.Select(AlertKinds.Word))}; a recovery goes where the failure went");
        return kinds.ToImmutable();
    }
}
