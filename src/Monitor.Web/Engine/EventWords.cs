using Monitor.Actors.Journal;

namespace Monitor.Web.Engine;

/// <summary>The words for whose event it is, in the API and in query strings.</summary>
public static class EventWords
{
    public static string Of(EventActor actor) => actor.ToString().ToLowerInvariant();

    /// <summary>Null when it is none of them.</summary>
    public static EventActor? Parse(string? word) =>
        Enum.GetValues<EventActor>().Cast<EventActor?>().FirstOrDefault(actor => string.Equals(Of(actor!.Value), word, StringComparison.OrdinalIgnoreCase)); // of the enum
}
