using Monitor.Actors.Journal;
using Monitor.Web.Engine;

namespace Monitor.Web.Alerts;

/// <summary>Which deliveries somebody wants to see; all of it is in the query string.</summary>
/// <param name="Before">Where an older page begins; null for the newest.</param>
public sealed record AlertsFilter(string? Check = null, string? Channel = null, DeliveryState? State = null, long? Before = null)
{
    public const int PageSize = 50;

    public bool Narrows => Check is not null || Channel is not null || State is not null;

    public static AlertsFilter From(string? check, string? channel, string? state, long? before) =>
        new(Said(check), Said(channel), DeliveryWords.Parse(state), before);

    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>
    {
        ["check"] = Check,
        ["channel"] = Channel,
        ["state"] = State is { } state ? DeliveryWords.Of(state) : null,
        ["before"] = Before,
    };

    public DeliveryFilter Ask => new(Check, Channel, State, Before: Before);

    /// <summary>Null for a word that says nothing.</summary>
    public static string? Said(string? word) => word?.Trim() is { Length: > 0 } said ? said : null;
}
