using Monitor.Web.Engine;

namespace Monitor.Web.Check;

/// <summary>What somebody has ordered in the dialog.</summary>
/// <param name="Until">Null when it ends otherwise than by a time.</param>
public sealed record GivenOrder(OrderKind Kind, DateTimeOffset? Until, string? Note)
{
    /// <summary>Gives it to these checks.</summary>
    public Task<ControlReply> GiveAsync(ICheckDesk desk, IReadOnlyCollection<string> names, CancellationToken cancel) => this switch
    {
        { Kind: var kind } when kind == OrderKind.Pause =>
            BulkOrders.GiveAsync(names, "paused", (name, stop) => desk.PauseAsync(name, Until, Note, stop), cancel),
        { Kind: var kind } when kind == OrderKind.Acknowledge =>
            BulkOrders.GiveAsync(names, "acknowledged", (name, stop) => desk.AcknowledgeAsync(name, Until, Note, stop), cancel),
        { Kind: var kind, Until: { } until, Note: { } reason } when kind == OrderKind.Silence => desk.SilenceAsync(names, until, reason, cancel),
        { Kind: var kind, Until: { } until } when kind == OrderKind.Maintenance => desk.MaintainAsync(names, until, Note, cancel),
        _ => throw new InvalidOperationException($"{Kind.Title}: the dialog asks until when, and why"),
    };
}
