using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>The words of <c>notify_on</c> and <c>on_fail.notify</c>; the second adds to the first (PARITY K8).</summary>
internal static class NotifyWords
{
    public const string FirstFail = "first_fail";
    public const string Recovered = "recovered";
    public const string DeadlineMiss = "deadline_miss";

    private static readonly string[] All = [FirstFail, Recovered, DeadlineMiss];

    public static ConfigKey Key(string name, string meaning) =>
        new(name, KeyShape.ListOrOne(KeyShape.Choice(All)), meaning) { Absent = "nothing" };

    public static ImmutableArray<AlertKind> Read(YamlSection keys, YamlSection? onFail)
    {
        var kinds = Kinds(keys, "notify_on");
        return [.. (onFail is null ? kinds : kinds.Concat(Kinds(onFail, "notify"))).Distinct().Order()];
    }

    private static List<AlertKind> Kinds(YamlSection keys, string key)
    {
        var kinds = new List<AlertKind>();
        foreach (var word in keys.TextNodes(key))
        {
            if (Kind(word.Value) is { } kind)
                kinds.Add(kind);
            else
                keys.ProblemAt(word, key, $"unknown event {Shown.Quoted(word.Template)}",
                    Suggestion.For(word.Value, All, $"known: {string.Join(", ", All)}"));
        }

        return kinds;
    }

    private static AlertKind? Kind(string word) => word switch
    {
        FirstFail => AlertKind.FirstFail,
        Recovered => AlertKind.Recovered,
        DeadlineMiss => AlertKind.DeadlineMiss,
        _ => null,
    };
}
