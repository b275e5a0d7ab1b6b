using Monitor.Actors.Config.Schema;

namespace Monitor.Actors.Config;

/// <summary>Reads <c>minimum_reminder_interval</c>; <c>false</c> turns off what would be inherited.</summary>
internal static class Reminders
{
    private const string Name = "minimum_reminder_interval";
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static ConfigKey Key { get; } = new(
        Name, KeyShape.Either(KeyShape.Duration(Shortest, Longest), KeyShape.Flag),
        "while it fails, and nobody has acknowledged that, people are reminded so often; `false` for never")
    { Default = "false" };

    public static TimeSpan? Read(YamlSection keys, TimeSpan? otherwise)
    {
        if (keys.Missing(Name))
            return otherwise;
        if (keys.TextOrNull(Name) == "false")
            return null;
        return keys.DurationOrNull(Name, Shortest, Longest);
    }
}
