using System.Text.Json;

namespace Monitor.Actors.Checks.Pings;

/// <summary>The state of pings as it stands in the details of results, from where a restart takes it up again.</summary>
/// <remarks>Times are epoch seconds, as everywhere in details. What a person or an older version wrote is read leniently.</remarks>
public static class PingDetails
{
    /// <summary>Every state has it.</summary>
    public const string Key = "ping";

    public static string Write(PingProgress progress, string? error)
    {
        var fields = new List<(string Key, object? Value)>
        {
            (Key, progress.Last is { } last ? PingText.Word(last.Kind) : null),
            ("at", Seconds(progress.Last?.At)),
            ("success_at", Seconds(progress.SucceededAt)),
        };
        void Add(string key, object? value)
        {
            if (value is not null)
                fields.Add((key, value));
        }

        Add("took_s", (decimal?)progress.Took?.TotalMilliseconds / 1000m);
        Add("failure", progress.Failure);
        Add("missing", progress.Missing ? true : null);
        Add("runs", progress.Runs.IsEmpty ? null : progress.Runs.Select(run => new object?[] { run.Id, Seconds(run.StartedAt) }));
        Add("message", progress.Last?.Message);
        Add("error", error);
        return ErrorDetails.Json([.. fields]);
    }

    /// <summary>Nothing when it is no state of pings.</summary>
    public static PingProgress Read(string? details)
    {
        if (details is null)
            return PingProgress.None;
        try
        {
            using var json = JsonDocument.Parse(details);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException or KeyNotFoundException)
        {
            return PingProgress.None;
        }
    }

    private static PingProgress Read(JsonElement json) => new()
    {
        Last = Text(json, Key) is { } kind && Enum.TryParse<PingKind>(kind, ignoreCase: true, out var word) && Time(json, "at") is { } at
            ? new Ping(word, at, Message: Text(json, "message"))
            : null,
        SucceededAt = Time(json, "success_at"),
        Took = Number(json, "took_s") is { } seconds ? TimeSpan.FromMilliseconds((double)(seconds * 1000)) : null,
        Failure = Text(json, "failure"),
        Missing = json.TryGetProperty("missing", out var missing) && missing.ValueKind == JsonValueKind.True,
        Runs = json.TryGetProperty("runs", out var runs) ? [.. runs.EnumerateArray().Where(IsRun).Take(PingProgress.MostRuns).Select(RunOf)] : [],
    };

    private static bool IsRun(JsonElement run) => run.ValueKind == JsonValueKind.Array && run.GetArrayLength() == 2;

    private static PingRun RunOf(JsonElement run) => new(
        run[0].ValueKind == JsonValueKind.Null ? null : run[0].GetGuid(), Time(run[1].GetDecimal()));

    private static string? Text(JsonElement json, string key) => json.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement json, string key) => Number(json, key) is { } seconds ? Time(seconds) : null;

    private static DateTimeOffset Time(decimal seconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));

    private static decimal? Number(JsonElement json, string key) =>
        json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;

    private static decimal? Seconds(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() / 1000m;
}
