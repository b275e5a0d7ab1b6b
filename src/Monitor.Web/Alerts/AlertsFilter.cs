using Monitor.Actors.Journal;
using Monitor.Web.Shared;

namespace Monitor.Web.Alerts;

/// <summary>Which deliveries somebody wants to see; all of it is in the query string.</summary>
/// <param name="Before">Where an older page begins; null for the newest.</param>
public sealed record AlertsFilter(string? Check = null, string? Channel = null, DeliveryState? State = null, long? Before = null)
{
    public const int PageSize = 50;

    public bool Narrows => Check is not null || Channel is not null || State is not null;

    public static AlertsFilter From(string? check, string? channel, string? state, long? before) =>
        new(QueryWord.Said(check), QueryWord.Said(channel), QueryWord.Parse<DeliveryState>(state), before);

    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>
    {
        ["check"] = Check,
        ["channel"] = Channel,
        ["state"] = State is { } state ? QueryWord.Of(state) : null,
        ["before"] = Before,
    };

    public DeliveryFilter Ask => new(Check, Channel, State, Before: Before);
}
