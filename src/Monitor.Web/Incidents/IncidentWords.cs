namespace Monitor.Web.Incidents;

/// <summary>The words for whether an incident goes on, in the API and in query strings.</summary>
public static class IncidentWords
{
    public static string Of(IncidentState state) => state.ToString().ToLowerInvariant();

    /// <summary>Null when it is none of them.</summary>
    public static IncidentState? Parse(string? word) =>
        Enum.GetValues<IncidentState>().Cast<IncidentState?>().FirstOrDefault(state => string.Equals(Of(state!.Value), word, StringComparison.OrdinalIgnoreCase)); // of the enum
}
