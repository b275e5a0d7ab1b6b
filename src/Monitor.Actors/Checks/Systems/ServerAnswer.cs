using System.Text.Json;

namespace Monitor.Actors.Checks.Systems;

/// <summary>Makes observations of what a server answered.</summary>
internal static class ServerAnswer
{
    private const int LongestShown = 200;

    /// <summary>Passed, warned or failed, with the values beside it.</summary>
    public static Observation Judge(IEnumerable<ValueProblem> problems, params (string Key, JsonElement? Value)[] values)
    {
        var found = problems.ToList();
        var kind = found.Exists(problem => !problem.OnlyWarns) ? ObservationKind.Failed
            : found.Count > 0 ? ObservationKind.Warned
            : ObservationKind.Passed;
        var reason = found.Count == 0 ? null : string.Join("; ", found.OrderBy(problem => problem.OnlyWarns).Select(problem => problem.Text));
        var details = values.Select(pair => (pair.Key, Value: Shown(pair.Value))).ToList();
        if (reason is not null)
            details.Add(("error", ErrorDetails.Short(reason)));
        return details.Count == 0 ? new Observation(kind, reason) : ErrorDetails.Make(kind, reason, null, [.. details]);
    }

    private static object? Shown(JsonElement? value) => value switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => ErrorDetails.Short(text.GetString()!, LongestShown), // it is a text
        { } other => other,
    };
}
