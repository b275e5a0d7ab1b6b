using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;

namespace Monitor.Actors.Config;

/// <summary>Reads who is told: a list of channels by name.</summary>
internal static class ToldReader
{
    private const string Key = "channels";

    /// <summary>Those that the environment may set up, and those of the file.</summary>
    public static ImmutableArray<string> Known(ImmutableArray<ChannelDefinition> configured) =>
        [EmailNotifier.ChannelName, ConsoleNotifier.ChannelName, .. configured.Select(channel => channel.Name)];

    /// <summary>And mail to one of those whom the environment names.</summary>
    public static ImmutableArray<string> Known(ImmutableArray<ChannelDefinition> configured, IReadOnlyDictionary<string, string> environment) =>
        [.. Known(configured), .. EmailOptions.Recipients(environment).Select(EmailNotifier.NameFor)];

    public static ImmutableArray<string> Read(YamlSection keys, ImmutableArray<string> known)
    {
        if (!keys.Has(Key))
            keys.Problem(Key, "missing", "name who is told, such as [email]; [] for nobody");
        var told = ImmutableArray.CreateBuilder<string>();
        foreach (var node in keys.TextNodes(Key))
            if (known.FirstOrDefault(channel => channel.Equals(node.Value.Trim(), StringComparison.OrdinalIgnoreCase)) is { } channel)
                told.Add(channel);
            else
                keys.ProblemAt(node, Key, $"there is no channel {Shown.Quoted(node.Template)}", Suggestion.For(node.Value, known, $"known: {string.Join(", ", known)}"));
        return [.. told.Distinct(StringComparer.Ordinal)];
    }
}
