using System.Globalization;
using System.Text.Json.Serialization;
using Monitor.Web.Check;
using Monitor.Web.Shared;

namespace Monitor.Web.Status;

/// <summary>A badge of one check, as <c>shields.io/badges/endpoint-badge</c> takes it.</summary>
/// <param name="Color">RGB without a hash; white on it can be read.</param>
public sealed record Badge(
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("color")] string Color,
    [property: JsonPropertyName("isError")] bool IsError = false)
{
    private const string Good = "0a6640";
    private const string Fair = "855000";
    private const string Bad = "b42318";
    private const string Neutral = "525c6b";
    private const string Planned = "2f4fcb";

    [JsonPropertyName("schemaVersion")]
    public int SchemaVersion { get; } = 1;

    [JsonPropertyName("cacheSeconds")]
    public int CacheSeconds { get; } = 60;

    /// <param name="range">Its place among <see cref="PastRange.Band"/>.</param>
    /// <returns>Null for a kind that there is not.</returns>
    public static Badge? Of(StatusCheck check, string kind, int range) => kind switch
    {
        "status" => Status(check.State),
        "uptime" => Uptime(check.Past.Uptimes.ElementAtOrDefault(range)?.Share, range),
        "latency" => Latency(check.Past.Uptimes.ElementAtOrDefault(range)?.Latency?.Median, range),
        _ => null,
    };

    private static Badge Status(PublicState state) => new("status", PublicStates.Look(state).Word.ToLowerInvariant(), state switch
    {
        PublicState.Up => Good,
        PublicState.Degraded => Fair,
        PublicState.Down => Bad,
        PublicState.Maintenance => Planned,
        _ => Neutral,
    }, state == PublicState.Down);

    private static Badge Uptime(double? share, int range) => new(
        $"uptime {BadgeRange.Word(PastRange.Band[range])}",
        share is { } known ? $"{Spans.Percent(known)}%" : "no data",
        share switch { null => Neutral, >= 0.99 => Good, >= 0.95 => Fair, _ => Bad });

    private static Badge Latency(int? ms, int range) => new(
        $"latency {BadgeRange.Word(PastRange.Band[range])}", ms is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known} ms") : "no data", Neutral);
}
