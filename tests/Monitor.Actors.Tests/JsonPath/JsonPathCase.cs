using System.Text.Json;

namespace Json.Path.Tests;

/// <summary>One case in the form of the JSONPath Compliance Test Suite; <see cref="Problem"/> runs it.</summary>
public sealed class JsonPathCase(JsonElement test)
{
    private string Name => test.GetProperty("name").GetString()!; // every case has both
    private string Selector => test.GetProperty("selector").GetString()!;

    public static IEnumerable<JsonPathCase> ReadAll(string json) =>
        JsonElement.Parse(json).GetProperty("tests").EnumerateArray().Select(test => new JsonPathCase(test));

    /// <summary>Null when the case passes.</summary>
    public string? Problem()
    {
        if (!JsonPath.TryParse(Selector, out var path, out var refused))
            return IsInvalid ? null : $"{Name}: {Selector} was refused at {refused.Position}: {refused.Message}";
        if (IsInvalid)
            return $"{Name}: {Selector} was accepted";
        var matches = path.Evaluate(test.GetProperty("document")).Matches;
        var values = JsonSerializer.SerializeToElement(matches.Select(match => match.Value));
        var places = JsonSerializer.SerializeToElement(matches.Select(match => match.Location));
        return Accepted().Any(wanted => JsonElement.DeepEquals(wanted.Values, values) && JsonElement.DeepEquals(wanted.Places, places))
            ? null
            : $"{Name}: {Selector} gave {values} at {places}";
    }

    private bool IsInvalid => test.TryGetProperty("invalid_selector", out var invalid) && invalid.GetBoolean();

    private IEnumerable<(JsonElement Values, JsonElement Places)> Accepted() => test.TryGetProperty("result", out var only)
        ? [(only, test.GetProperty("result_paths"))]
        : test.GetProperty("results").EnumerateArray().Zip(test.GetProperty("results_paths").EnumerateArray());
}
