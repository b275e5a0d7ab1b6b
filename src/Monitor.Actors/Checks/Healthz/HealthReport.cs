using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Checks.Healthz;

/// <summary>What an ASP.NET health endpoint answered: one word, or JSON with an entry for each thing that was looked at.</summary>
/// <param name="Status">Of the whole, as the target sees it.</param>
public sealed record HealthReport(CheckStatus Status, ImmutableArray<SubResult> Entries)
{
    private const int MostEntries = 10_000;

    /// <exception cref="HttpProblemException">It is no health report.</exception>
    public static HealthReport Parse(byte[] body)
    {
        if (body.Length < 40 && StatusOf(Encoding.UTF8.GetString(body).Trim()) is { } word)
            return new HealthReport(word, []);
        using var json = JsonBody.Parse(body);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Find(root, "status") is not { } status)
            throw new HttpProblemException("not a health report: it has no status");
        return new HealthReport(
            StatusOf(status) ?? throw new HttpProblemException($"not a health report: status is {JsonValues.Describe(status)}, expected Healthy, Degraded or Unhealthy"),
            Find(root, "entries") is { ValueKind: JsonValueKind.Object } entries ? EntriesOf(entries) : []);
    }

    private static ImmutableArray<SubResult> EntriesOf(JsonElement entries)
    {
        var all = ImmutableArray.CreateBuilder<SubResult>();
        foreach (var entry in entries.EnumerateObject())
            if (all.Count < MostEntries)
                all.Add(EntryOf(entry.Name, entry.Value));
        return all.ToImmutable();
    }

    private static SubResult EntryOf(string name, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || Find(entry, "status") is not { } word || StatusOf(word) is not { } status)
            return new SubResult(name, CheckStatus.Fail, "has no status");
        return new SubResult(name, status, status == CheckStatus.Ok ? Said(entry, "description") : Said(entry, "description") ?? Said(entry, "exception"));
    }

    private static string? Said(JsonElement entry, string key) => Find(entry, key) is { } value && JsonValues.TextOf(value) is { Length: > 0 } text ? text : null;

    /// <summary>Whether names begin with a capital depends on how the target writes JSON.</summary>
    private static JsonElement? Find(JsonElement json, string key)
    {
        foreach (var property in json.EnumerateObject())
            if (string.Equals(property.Name, key, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        return null;
    }

    private static CheckStatus? StatusOf(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.TryGetInt32(out var number) ? Numbered(number) : null
        : JsonValues.TextOf(value) is { } text ? StatusOf(text) : null;

    private static CheckStatus? StatusOf(string word) => word.ToUpperInvariant() switch
    {
        "HEALTHY" => CheckStatus.Ok,
        "DEGRADED" => CheckStatus.Warn,
        "UNHEALTHY" => CheckStatus.Fail,
        _ => null,
    };

    /// <summary>The enumeration's numbers, where the target writes it so.</summary>
    private static CheckStatus? Numbered(int number) => number switch
    {
        2 => CheckStatus.Ok,
        1 => CheckStatus.Warn,
        0 => CheckStatus.Fail,
        _ => null,
    };
}
