using System.Text.Json.Serialization;

namespace MockApp;

/// <summary>The four faults somebody can switch on.</summary>
public sealed record Faults(
    [property: JsonPropertyName("api_down")] bool ApiDown = false,
    [property: JsonPropertyName("db_slow")] bool DbSlow = false,
    [property: JsonPropertyName("queue_stuck")] bool QueueStuck = false,
    [property: JsonPropertyName("job_fail")] bool JobFail = false)
{
    /// <summary>Everything works.</summary>
    public static readonly Faults None = new();

    internal (string, object?)[] ToJson() =>
        [("api_down", ApiDown), ("db_slow", DbSlow), ("queue_stuck", QueueStuck), ("job_fail", JobFail)];
}
