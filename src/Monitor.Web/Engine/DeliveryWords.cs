using Monitor.Actors.Journal;

namespace Monitor.Web.Engine;

/// <summary>The words for what became of a delivery, in the API and in query strings.</summary>
public static class DeliveryWords
{
    public static string Of(DeliveryState state) => state.ToString().ToLowerInvariant();

    /// <summary>Null when it is none of them.</summary>
    public static DeliveryState? Parse(string? word) =>
        Enum.GetValues<DeliveryState>().Cast<DeliveryState?>().FirstOrDefault(state => string.Equals(Of(state!.Value), word, StringComparison.OrdinalIgnoreCase)); // of the enum
}
