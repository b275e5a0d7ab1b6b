using System.Text.Json.Nodes;
using Monitor.Actors.History;
using Monitor.Actors.Journal;

namespace Monitor.Web.Api;

/// <summary>A result as the API tells it, with the fields of <c>results.jsonl</c> (PARITY F6).</summary>
/// <param name="Ts">Epoch seconds.</param>
public sealed record ResultJson(double Ts, string Name, string Status, int LatencyMs, JsonNode? Details, int Attempts, string? Reason)
{
    public static ResultJson Of(ResultRow row) => new(
        Epoch.Seconds(row.At),
        row.Check.Value,
        ResultLine.Word(row.Kind),
        row.LatencyMs ?? 0,
        row.Details is { } details ? JsonNode.Parse(details)
            : row.StatusCode is { } code ? new JsonObject { ["status_code"] = code } : new JsonObject(),
        row.Attempts,
        row.Reason);
}

/// <summary>Results, newest first, and how many there are since the time that was asked for.</summary>
public sealed record ResultsJson(IReadOnlyList<ResultJson> Results, int Total, bool HasMore);

/// <summary>A journaled event as the API tells it.</summary>
/// <param name="Ordering">Ask for what comes after it with <c>after=</c>.</param>
/// <param name="Event">As stored.</param>
public sealed record EventJsonView(
    long Ordering, double Ts, string Check, long SequenceNr, string Kind, string Text, JsonNode? Event)
{
    public static EventJsonView Of(LoggedEvent logged) => new(
        logged.Ordering, Epoch.Seconds(logged.At), logged.Check, logged.SequenceNr, logged.Kind, logged.Text, Parsed(logged.Json));

    private static JsonNode? Parsed(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

/// <summary>Events: newest first, or with <c>after=</c> oldest first.</summary>
public sealed record EventsJson(IReadOnlyList<EventJsonView> Events);
