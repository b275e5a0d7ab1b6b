using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Alerts.Sending;
using Monitor.Actors.Checks;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>channels:</c> of the main file: the names here, the rest by the channel types.</summary>
internal static class ChannelReader
{
    private const int Most = 50;
    private const int LongestName = 60;

    private static readonly string[] Reserved = [EmailNotifier.ChannelName, ConsoleNotifier.ChannelName];

    public static ConfigKey Key(CheckTypes types) =>
        new("channels", KeyShape.List(Shape(types)), "who is told besides the e-mail and the console that the environment sets up, see [below](#channels)")
        {
            Absent = "none",
            Range = $"up to {Most} channels",
        };

    /// <summary>What every channel may hold, besides the keys of its type.</summary>
    public static ImmutableArray<ConfigKey> Keys(CheckTypes types) =>
    [
        new("name", KeyShape.Text, "identifies the channel on the board and in the event log; unique without regard to case, and not `email`, `email to …` or `console`") { Required = true, Range = $"1 to {LongestName} printable characters" },
        new("type", KeyShape.Choice(types.Channels.Keys.Order(StringComparer.Ordinal)), "what kind of channel; the remaining keys depend on it") { Required = true },
        .. GroupingReader.Keys,
        FallbackReader.Key,
    ];

    public static KeyShape Shape(CheckTypes types) =>
        KeyShape.Typed("channel", Keys(types), types.Channels.Values.Select(type => (type.Name, type.Keys)));

    public static ImmutableArray<ChannelDefinition> Read(YamlSection root, ConfigSurroundings around, bool allowCommands)
    {
        var entries = root.Sections("channels");
        if (entries.Count > Most)
            root.Problem("channels", $"more than {Most} channels", "remove some");
        var board = entries.Count == 0 ? null : BoardOf(root, around.Environment);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var channels = entries.Select(keys => (Keys: keys, Channel: ReadOne(keys, around.Types, allowCommands, board, names))).ToArray();
        ImmutableArray<ChannelDefinition> known = [.. channels.Select(one => one.Channel).OfType<ChannelDefinition>()];
        return [.. channels.Select(one => one.Channel is { } channel ? WithFallback(channel, known, one.Keys) : null).OfType<ChannelDefinition>()];
    }

    private static ChannelDefinition WithFallback(ChannelDefinition channel, ImmutableArray<ChannelDefinition> known, YamlSection keys) => channel with
    {
        Manner = channel.Manner with
        {
            Fallback = FallbackReader.Known(channel.Manner.Fallback, channel.Name, known, (fault, fix) => keys.Problem(FallbackReader.Name, fault, fix)),
        },
    };

    public static ChannelDefinition? ReadOne(YamlSection keys, CheckTypes types, bool allowCommands, Uri? board, HashSet<string> names)
    {
        var name = ReadName(keys, names);
        if (CheckTypes.Read(keys, types.Channels, "channel type") is not { } type)
        {
            keys.Excuse();
            return null;
        }

        if (type.RunsPrograms && !allowCommands)
            keys.Problem("type", $"{type.Name} runs programs on this machine, which is not allowed", "write allow_commands: true under global:, if everybody who can change this file may do that");
        var (grouping, fallback) = (GroupingReader.Read(keys), FallbackReader.Read(keys));
        var mask = ChannelMask.Of(Mask.Of([keys.Map]));
        return EntryReader.Guarded(keys, type.Name, () => type.Read(keys)) is { } spec
            ? new ChannelDefinition(name, type, spec, Fingerprints.Of(keys.Map, $"|{board}")) { Board = board, Mask = mask, Manner = new ChannelManner(Fitting(grouping, type, keys), fallback) }
            : null;
    }

    /// <summary>What is opened by one message and closed by another has to be told one by one.</summary>
    private static Grouping? Fitting(Grouping? grouping, IChannelType type, YamlSection keys)
    {
        if (grouping is null || !type.OpensIncidents)
            return grouping;
        keys.Problem("group_wait", $"{type.Name} keeps an incident for each check, so its alerts cannot be bundled", "leave it out; the receiver bundles them itself");
        return null;
    }

    private static string ReadName(YamlSection keys, HashSet<string> names)
    {
        var text = keys.TextOrNull("name");
        if (text is null && !keys.Missing("name"))
            return "";
        if (!CheckName.TryParse(text, out var name, out var problem) || name.Value.Length > LongestName)
            keys.Problem("name", text is null ? "missing" : problem ?? $"a name must not be longer than {LongestName} characters", "write a short, unique name");
        else if (Reserved.Contains(name.Value, StringComparer.OrdinalIgnoreCase) || EmailNotifier.IsForOne(name.Value))
            keys.Problem("name", $"{name} is the name of a channel that the environment sets up", "choose another");
        else if (!names.Add(name.Value))
            keys.Problem("name", $"there is a channel named {Shown.Quoted(name.Value)} already", "choose another; case makes no difference");
        return name.Value ?? "";
    }

    private static Uri? BoardOf(YamlSection root, IReadOnlyDictionary<string, string> environment)
    {
        var board = BoardAddress.Of(environment);
        if (board is null && !string.IsNullOrWhiteSpace(environment.GetValueOrDefault(BoardAddress.Variable)))
            root.Warning("channels", $"{BoardAddress.Variable} is not an http or https URL, so alerts have no link", "write it like https://monitor.example");
        return board;
    }
}
