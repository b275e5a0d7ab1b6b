using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Checks;

/// <summary>What follows when people pause a check or put it into maintenance; pure.</summary>
internal static class Orders
{
    /// <summary>Who ended what ended by itself.</summary>
    public const string Schedule = "its end";

    /// <summary>The same order a second time changes nothing; another one takes its place.</summary>
    public static IReadOnlyList<CheckEvent> Decide(CheckState state, Pause order) =>
        order.Until <= order.At || (state.Quiet?.Pause is { } now && (now.Until, now.By, now.Note) == (order.Until, order.By, order.Note))
            ? []
            : [new Paused(order.At, order.Until, order.By, order.Note)];

    public static IReadOnlyList<CheckEvent> Decide(CheckState state, Resume order) =>
        state.Quiet?.Pause is null ? [] : [new Resumed(order.At, order.By)];

    public static IReadOnlyList<CheckEvent> Decide(CheckState state, SetMaintenance order) =>
        order.Until <= order.At || (state.Quiet?.Maintenance is { } now && (now.Id, now.Until) == (order.Id, order.Until))
            ? []
            : [new MaintenanceSet(order.At, order.Id, order.Until, order.By, order.Note)];

    public static IReadOnlyList<CheckEvent> Decide(CheckState state, EndMaintenance order) =>
        state.Quiet?.Maintenance is { } now && (order.Id ?? now.Id) == now.Id ? [new MaintenanceEnded(order.At, now.Id, order.By)] : [];

    /// <summary>Only what fails can be acknowledged; the same a second time changes nothing.</summary>
    public static IReadOnlyList<CheckEvent> Decide(CheckState state, Acknowledge order) =>
        state.Incident is not { } incident || order.Until <= order.At
        || (incident.Acknowledged is { } now && (now.Until, now.By, now.Note) == (order.Until, order.By, order.Note))
            ? []
            : [new Acknowledged(order.At, incident.Id, order.Until, order.By, order.Note)];

    public static IReadOnlyList<CheckEvent> Decide(CheckState state, Unacknowledge order) =>
        state.Incident is { Acknowledged: not null } incident ? [new AcknowledgementEnded(order.At, incident.Id, order.By)] : [];

    /// <summary>Orders that are over by the time of a round.</summary>
    public static IEnumerable<CheckEvent> Expired(CheckState state, DateTimeOffset now)
    {
        if (state.Incident is { Acknowledged.Until: { } until } incident && until <= now)
            yield return new AcknowledgementEnded(now, incident.Id, Schedule);
        if (state.Quiet?.Maintenance is { } order && order.Until <= now)
            yield return new MaintenanceEnded(now, order.Id, Schedule);
    }
}
