using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Checks;

/// <summary>What is told of a failure after it was first told: to others, when it lasts, and again; pure.</summary>
/// <remarks>Nothing of it while a rule holds alerts back, or while somebody has acknowledged the incident.</remarks>
internal static class LateTelling
{
    public static IEnumerable<CheckEvent> News(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (round.Verdict.Status != CheckStatus.Fail || state.Incident is not { Acknowledged: null } incident || state.Quiet?.Held is not null)
            yield break;
        if (definition is { Routes.IsEmpty: true, RemindEvery: null })
            yield break; // as almost every check
        if (!definition.NotifyOn.Contains(AlertKind.FirstFail) || Telling.HoldingOf(state, round, definition) is not null)
            yield break;
        var (late, others) = (Untold(incident, round, definition, escalated: false), Untold(incident, round, definition, escalated: true));
        if (!late.IsEmpty)
            yield return Of(AlertKind.FirstFail, incident, round, definition, late);
        others = others.RemoveAll(late.Contains);
        if (!others.IsEmpty)
            yield return Of(AlertKind.Escalation, incident, round, definition, others);
        else if (late.IsEmpty && Reminded(state, incident, round.At, definition) is { IsEmpty: false } reminded)
            yield return Of(AlertKind.Reminder, incident, round, definition, reminded);
    }

    /// <summary>When there will be something to tell if nothing changes; null when there will not.</summary>
    /// <param name="since">When the last round ended, which has told what was due by then.</param>
    public static DateTimeOffset? NextAt(CheckState state, CheckDefinition definition, DateTimeOffset since)
    {
        if (state.Incident is not { Acknowledged: null or { Until: not null } } incident || !definition.NotifyOn.Contains(AlertKind.FirstFail))
            return null;
        var routes = definition.Taking(AlertKind.FirstFail, since).Where(route => route.Channels.Any(channel => incident.ToldChannels?.Contains(channel) == false));
        return routes.SelectMany(route => new[] { incident.OpenedAt + route.After, route.QuietHours?.ClosesAfter(since, route.Zone) })
            .Append(incident.ToldAt + definition.RemindEvery)
            .Select(at => at < incident.Acknowledged?.Until ? incident.Acknowledged.Until : at)
            .Where(at => at > since)
            .Min();
    }

    private static ImmutableArray<string> Untold(Incident incident, RecordResult round, CheckDefinition definition, bool escalated) =>
        incident.ToldChannels is { } told
            ? definition.ToldLater(round.At, round.At - incident.OpenedAt, escalated).RemoveAll(told.Contains)
            : [];

    /// <summary>Who knows of the failure, and has been told all there was to tell so far.</summary>
    private static ImmutableArray<string> Reminded(CheckState state, Incident incident, DateTimeOffset now, CheckDefinition definition)
    {
        if (definition.RemindEvery is not { } every || incident.ToldAt is not { } last || now - last < every)
            return [];
        var busy = state.OpenAlerts.Values.Where(open => open.Alert.Incident == incident.KnownAs).SelectMany(open => open.Waiting.Keys);
        return [.. definition.KnowingNow(incident, now).Except(busy)];
    }

    private static AlertRaised Of(AlertKind kind, Incident incident, RecordResult round, CheckDefinition definition, ImmutableArray<string> channels) =>
        Telling.Of(kind, incident.KnownAs, round, definition, channels, Telling.MomentOf(round));
}
