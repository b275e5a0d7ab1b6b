using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads how alerts are bundled: of a channel, and under <c>global.notify</c> for mail and console.</summary>
internal static class GroupingReader
{
    private const string Wait = "group_wait";
    private const string Interval = "group_interval";
    private const string By = "group_by";

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(24);
    private static readonly string[] Words = [Grouping.ByGroup, Grouping.BySeverity, Grouping.ByCheck];

    public static ImmutableArray<ConfigKey> Keys { get; } =
    [
        new(Wait, KeyShape.Duration(TimeSpan.Zero, LongestWait), $"alerts are bundled: the first waits so long for others, and they become one message of up to {Bundle.Most}") { Absent = "each is told by itself" },
        new(Interval, KeyShape.Duration(TimeSpan.Zero, LongestInterval), "the least time between two messages of the same bundle") { Default = "0" },
        new(By, KeyShape.ListOrOne(KeyShape.Choice(Words)), "what is bundled apart") { Absent = "nothing: all in one" },
    ];

    public static Grouping? Read(YamlSection? keys)
    {
        if (keys is null)
            return null;
        var (wait, interval) = (keys.DurationOrNull(Wait, TimeSpan.Zero, LongestWait), keys.DurationOrNull(Interval, TimeSpan.Zero, LongestInterval));
        var by = ImmutableArray.CreateBuilder<string>();
        foreach (var node in keys.TextNodes(By))
            if (Words.Contains(node.Value))
                by.Add(node.Value);
            else
                keys.ProblemAt(node, By, $"unknown word {Shown.Quoted(node.Template)}", Suggestion.For(node.Value, Words, $"known: {string.Join(", ", Words)}"));
        if (wait is null && (interval is not null || by.Count > 0))
            keys.Problem(interval is null ? By : Interval, $"means nothing without {Wait}", $"write {Wait}: 30s");
        return wait is { } some ? new Grouping(some, interval ?? TimeSpan.Zero, [.. by.Distinct(StringComparer.Ordinal)]) : null;
    }
}
