using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Channels;
using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads who is told instead of a channel that does not deliver: of a channel, and under <c>global.notify</c> for mail.</summary>
internal static class FallbackReader
{
    public const string Name = "fallback";
    private const string Channel = "channel";
    private const string After = "after";
    private const string AfterFailures = "after_failures";
    private const int MostFailures = 100;

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static ConfigKey Key { get; } = new(
        Name,
        KeyShape.Either(KeyShape.Text, KeyShape.Known("fallback",
            new(Channel, KeyShape.Text, "`email`, `console`, or a name under `channels:`") { Required = true },
            new(After, KeyShape.Duration(TimeSpan.Zero, Longest), "how long this one may fail") { Default = "5m" },
            new(AfterFailures, KeyShape.Whole(1, MostFailures), "or how many attempts in a row, if that is sooner") { Absent = "only the time counts" })),
        "who is told while this one does not deliver, see [when a channel is away](alerts.md#when-a-channel-is-away)")
    { Range = "a channel's name, or a mapping of `channel`, `after`, `after_failures`", Absent = "nobody" };

    public static Fallback? Read(YamlSection? keys)
    {
        if (keys is null || keys.Missing(Name))
            return null;
        if (!keys.IsMapping(Name))
            return keys.TextOrNull(Name) is { } channel ? new Fallback(channel.Trim(), Usual) : null;
        var section = keys.Section(Name)!; // it is a mapping
        return new Fallback(
            section.Text(Channel).Trim(),
            section.Duration(After, Usual, TimeSpan.Zero, Longest),
            section.NumberOrNull(AfterFailures, 1, MostFailures));
    }

    /// <summary>Once all channels are known: with the name as it is written where the channel is defined.</summary>
    /// <param name="owner">The channel that it stands in for.</param>
    /// <param name="report">Takes a fault and its fix.</param>
    public static Fallback? Known(Fallback? fallback, string owner, ImmutableArray<ChannelDefinition> configured, Action<string, string> report)
    {
        if (fallback is null or { Channel: "" })
            return null;
        var known = ToldReader.Known(configured);
        if (known.FirstOrDefault(channel => channel.Equals(fallback.Channel, StringComparison.OrdinalIgnoreCase)) is not { } other)
            report($"there is no channel {Shown.Quoted(fallback.Channel)}", Suggestion.For(fallback.Channel, known, $"known: {string.Join(", ", known)}"));
        else if (other == owner)
            report("a channel cannot stand in for itself", $"name another: {string.Join(", ", known.Where(name => name != other))}");
        else
            return fallback with { Channel = other };
        return null;
    }

    /// <summary>Without routes every channel of the file is told everything, so nobody has to be told instead.</summary>
    public static void WarnOfIdle(GlobalSettings global, YamlSection root)
    {
        (string Owner, Fallback? Fallback)[] all = [(EmailNotifier.ChannelName, global.Manner.Fallback), .. global.Channels.Select(channel => (channel.Name, channel.Manner.Fallback))];
        foreach (var (owner, fallback) in all)
            if (fallback is not null && global.Channels.Any(channel => channel.Name == fallback.Channel))
                root.Warning("channels", $"that {fallback.Channel} is the fallback of {owner} means nothing: without routes it is told everything", "write routes:, which say what goes where");
    }
}
