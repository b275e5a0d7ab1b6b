using System.Globalization;
using Monitor.Actors.Config;

namespace Monitor.Actors.Import;

/// <summary>Makes the nodes that an imported check is written with; they stand nowhere yet.</summary>
internal static class Made
{
    public static YamlScalar Text(string text) => new(0, 0, 0, 0, text, Plain: false);

    public static YamlScalar Plain(string text) => new(0, 0, 0, 0, text, Plain: true);

    public static YamlScalar Flag(bool flag) => Plain(flag ? "true" : "false");

    public static YamlScalar Number(long number) => Plain(number.ToString(CultureInfo.InvariantCulture));

    public static YamlList List(IEnumerable<YamlNode> items) => new(0, 0, 0, 0, [.. items], Flow: false);

    public static YamlList Texts(params IEnumerable<string> texts) => List(texts.Select(Text));

    public static YamlMap Map(params IEnumerable<(string Key, YamlNode? Value)> entries) => new(
        0, 0, 0, 0, [.. entries.Where(entry => entry.Value is not null).Select(entry => Entry(entry.Key, entry.Value!))], Flow: false); // those without were left out

    public static YamlEntry Entry(string key, YamlNode value) => new(key, 0, 0, 0, value);

    /// <summary>In the largest unit that says it exactly.</summary>
    public static YamlScalar Duration(TimeSpan time)
    {
        var milliseconds = (long)Math.Round(time.TotalMilliseconds);
        foreach (var (unit, length) in new[] { ("d", 86_400_000L), ("h", 3_600_000L), ("m", 60_000L), ("s", 1_000L) })
            if (milliseconds % length == 0)
                return Text(string.Create(CultureInfo.InvariantCulture, $"{milliseconds / length}{unit}"));
        return Text(string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms"));
    }
}
