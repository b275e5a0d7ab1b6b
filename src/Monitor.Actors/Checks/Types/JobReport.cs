using System.Globalization;
using System.Text.Json;
using Monitor.Actors.Config;

namespace Monitor.Actors.Checks.Types;

/// <summary>What the status of a run says beside the status: times, exit code and the end of its output; pure.</summary>
/// <remarks>
/// All of it is optional, and what is not understood is left aside: <c>started_at</c>, <c>finished_at</c> (ISO 8601, UTC
/// unless it says otherwise, or epoch seconds), <c>duration</c> (seconds), <c>exit_code</c>, <c>output</c> or <c>log</c>
/// (text, or a list of lines).
/// </remarks>
internal static class JobReport
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(366);

    /// <summary>Seconds of that many are milliseconds.</summary>
    private const decimal FewestMilliseconds = 100_000_000_000;

    /// <param name="startedAt">What is known of its start without the answer.</param>
    public static JobRun Read(string id, JsonElement body, DateTimeOffset? startedAt, Mask mask)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return new JobRun(id, "unknown", startedAt);
        var status = Text(body, "status") is { } text ? ErrorDetails.Short(text) : "unknown";
        return new JobRun(id, status, Time(body, "started_at") ?? startedAt)
        {
            FinishedAt = Time(body, "finished_at"),
            Took = Span(body, "duration"),
            ExitCode = Field(body, "exit_code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var exit) ? exit : null,
            Output = LastLines.Of((Lines(body, "output") ?? Lines(body, "log")) is { } lines ? mask.Apply(lines) : null),
        };
    }

    /// <summary>The moment under a key; null when there is none, or none that can be meant.</summary>
    public static DateTimeOffset? Time(JsonElement body, string key) => Field(body, key) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var seconds) => Epoch(seconds),
        { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(
            JsonValues.TextOf(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => Possible(at),
        _ => null,
    };

    private static DateTimeOffset? Epoch(decimal number)
    {
        var milliseconds = number >= FewestMilliseconds ? number : number * 1000;
        return milliseconds < 0 || milliseconds > Latest.ToUnixTimeMilliseconds() ? null : Possible(DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds));
    }

    private static DateTimeOffset? Possible(DateTimeOffset at) => at >= Earliest && at < Latest ? at : null;

    private static TimeSpan? Span(JsonElement body, string key)
    {
        var span = Field(body, key) switch
        {
            { ValueKind: JsonValueKind.Number } number => Durations.Parse(number.GetRawText()),
            { ValueKind: JsonValueKind.String } text => Durations.Parse(JsonValues.TextOf(text) ?? ""),
            _ => null,
        };
        return span <= LongestRun ? span : null;
    }

    private static string? Lines(JsonElement body, string key) => Field(body, key) switch
    {
        { ValueKind: JsonValueKind.String } text => JsonValues.TextOf(text),
        { ValueKind: JsonValueKind.Array } lines => string.Join('\n', lines.EnumerateArray().Select(JsonValues.TextOf).OfType<string>()),
        _ => null,
    };

    private static string? Text(JsonElement body, string key) => Field(body, key) is { } value ? JsonValues.TextOf(value) : null;

    private static JsonElement? Field(JsonElement body, string key) => body.TryGetProperty(key, out var value) ? value : null;
}
