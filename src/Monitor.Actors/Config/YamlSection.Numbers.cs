using System.Text.Json;

namespace Monitor.Actors.Config;

public sealed partial class YamlSection
{
    public int Number(string key, int min, int max)
    {
        var number = NumberOrNull(key, min, max);
        if (number is null && Missing(key))
            Problem(key, "missing", $"write {key}: and {Between(min, max)}");
        return number ?? min;
    }

    public int Number(string key, int otherwise, int min, int max) => NumberOrNull(key, min, max) ?? otherwise;

    public int? NumberOrNull(string key, int min, int max)
    {
        if (Scalar(key, "a number") is not { } node || NumberIn(key, node) is not { } number)
            return null;
        if (number >= min && number <= max && number == decimal.Truncate(number))
            return (int)number;
        Wrong(key, Between(min, max), node, "");
        return null;
    }

    public decimal? DecimalOrNull(string key) => Scalar(key, "a number") is { } node ? NumberIn(key, node) : null;

    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan min, TimeSpan max) =>
        DurationOrNull(key, min, max) ?? otherwise;

    /// <summary><c>30</c> (seconds), <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c> or <c>1d</c>.</summary>
    public TimeSpan? DurationOrNull(string key, TimeSpan min, TimeSpan max)
    {
        if (Scalar(key, "a duration") is not { } node)
            return null;
        if (Durations.Parse(node.Value) is not { } duration)
            Wrong(key, "a duration", node, "write it like 30, 30s, 500ms, 5m, 1h or 1d");
        else if (duration < min || duration > max)
            Wrong(key, $"a duration from {Shown.Duration(min)} to {Shown.Duration(max)}", node, "");
        else
            return duration;
        return null;
    }

    private decimal? NumberIn(string key, YamlScalar node)
    {
        var text = YamlScalars.Number(node.Value);
        if (text is null || !node.Plain)
            Wrong(key, "a number", node, text is null ? "write a number" : "remove the quotes");
        else if (YamlJson.Element(node) is { ValueKind: JsonValueKind.Number } json && json.TryGetDecimal(out var number))
            return number;
        else
            Problem(key, $"{Shown.Printable(node.Template)} is out of range", "write a smaller number");
        return null;
    }

    private static string Between(int min, int max) => (min, max) switch
    {
        (_, int.MaxValue) => $"a whole number of {min} or more",
        _ => $"a whole number from {min} to {max}",
    };
}
