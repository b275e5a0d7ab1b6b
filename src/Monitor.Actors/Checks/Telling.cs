using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Alerts;
using Monitor.Actors.Alerts.Rules;
using static Monitor.Actors.Checks.CheckCommand;
using static Monitor.Actors.Checks.CheckEvent;

namespace Monitor.Actors.Checks;

/// <summary>Who is told what after a round: what differs from what was told last, unless a rule holds it back; pure.</summary>
/// <remarks>
/// While news is held, the state remembers what people believe. When nothing holds it any more, what they believe is
/// compared with what is, and at most one message makes the two the same (FAULTS R-24).
/// </remarks>
internal static class Telling
{
    public static Holding? HoldingOf(CheckState state, RecordResult round, CheckDefinition definition) =>
        HoldingRules.Of(new HoldingFacts(definition, state, round.Parents, round.At) { Silence = round.Silence });

    /// <param name="before">The state before the round began to change it.</param>
    public static IEnumerable<CheckEvent> StatusNews(CheckState before, CheckState now, RecordResult round, CheckDefinition definition)
    {
        var held = now.Quiet?.Held;
        if (held is null && before.Incident?.Id == now.Incident?.Id)
            yield break;
        var told = held is null ? KnownFailure.Of(before.Incident) : held.Told;
        if (round.Verdict.Status == CheckStatus.Unknown)
            yield break; // says nothing about the target, so nothing of it is told
        if (IsForSomebody(definition) && HoldingOf(now, round, definition) is { } holding)
        {
            if (held?.Reason != holding.Reason)
                yield return Suppressed(now.Incident is null ? AlertKind.Recovered : AlertKind.FirstFail, before, now, told, holding, round);
            yield break;
        }

        var alert = Difference(told, now.Incident, round, definition) ?? MissedMeanwhile(held, now, round, definition);
        if (held is not null)
            yield return new SuppressionEnded(round.At, held.Rule, alert?.Kind);
        if (alert is not null)
            yield return alert;
    }

    public static IEnumerable<CheckEvent> DeadlineNews(CheckState state, RecordResult round, CheckDefinition definition)
    {
        if (round.Verdict.MissedWindow is not { } window || state.Job.Missed.Contains(window) || state.Incident is not { } incident)
            yield break;
        if (incident.MissedWindows.Contains(window))
            yield break; // good rounds that were too few to recover do not make it a new one
        yield return new DeadlineMissed(round.At, window, round.Verdict.Reason ?? "");
        if (IsForSomebody(definition) && HoldingOf(state, round, definition) is { } holding)
        {
            var told = state.Quiet?.Held is { } held ? held.Told : KnownFailure.Of(incident);
            yield return Suppressed(AlertKind.DeadlineMiss, state, state, told, holding, round) with { Window = window };
        }
        else if (Alert(AlertKind.DeadlineMiss, incident.KnownAs, round, definition, definition.ToldAtOnce(AlertKind.DeadlineMiss, round.At), window) is { } alert)
            yield return alert;
    }

    /// <summary>That it begins to flap, to those who do not know; and that it has stopped, to those who do and to whom nothing else has said so.</summary>
    public static IEnumerable<CheckEvent> FlapNews(CheckState before, CheckState now, RecordResult round, CheckDefinition definition)
    {
        if (now.Quiet is not { } quiet || !IsForSomebody(definition) || HoldingOf(now, round, definition) is { Rule: not FlappingRule.Name })
            yield break;
        if (before.Quiet?.FlappingSince is null && quiet.FlappingSince is not null
            && definition.ToldAtOnce(AlertKind.Flapping, round.At).RemoveAll(channel => quiet.FlappingTold?.Contains(channel) == true) is { IsEmpty: false } channels)
            yield return Flap(AlertKind.Flapping, now, round, definition, channels);
        if (quiet is { FlappingSince: null, FlappingTold: { } told } && round.Verdict.Status != CheckStatus.Unknown)
            yield return Flap(AlertKind.FlappingEnd, now, round, definition, [.. told]);
    }

    /// <summary>It may flap more than once within one incident, so the round is part of the alert's id.</summary>
    private static AlertRaised Flap(AlertKind kind, CheckState now, RecordResult round, CheckDefinition definition, ImmutableArray<string> channels) =>
        Of(kind, now.Incident?.Id ?? NewId(round, definition), round, definition, channels, MomentOf(round));

    /// <summary>Part of the id of what may be told more than once of an incident.</summary>
    public static string MomentOf(RecordResult round) => round.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>What names an incident, or something like one, that this round began.</summary>
    public static string NewId(RecordResult round, CheckDefinition definition) =>
        $"{definition.Name}/{MomentOf(round)}";

    public static string? DetailsOf(RecordResult round) =>
        round.Verdict.Details ?? (round.Result.Observation.StatusCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"{{\"status_code\":{code}}}")
            : null);

    public static bool IsForSomebody(CheckDefinition definition) => !definition.NotifyOn.IsEmpty && !definition.Channels.IsEmpty;

    private static AlertRaised? Difference(KnownFailure? told, Incident? incident, RecordResult round, CheckDefinition definition) =>
        (told, incident) switch
        {
            (null, { } began) => Alert(AlertKind.FirstFail, began.Id, round, definition, definition.ToldAtOnce(AlertKind.FirstFail, round.At)),
            ({ } known, null) => Alert(AlertKind.Recovered, known.Incident, round, definition, WhoKnows(known, round, definition)),
            _ => null,
        };

    /// <summary>The recovery goes where the failure went, whatever the routes say by now.</summary>
    private static ImmutableArray<string> WhoKnows(KnownFailure known, RecordResult round, CheckDefinition definition)
    {
        var failureIsTold = known.ToldChannels is not null && definition.NotifyOn.Contains(AlertKind.FirstFail);
        var told = known.ToldChannels ?? [];
        var channels = failureIsTold ? told : told.Union(definition.ToldAtOnce(AlertKind.Recovered, round.At));
        return [.. channels.Except(known.UntoldChannels)];
    }

    private static AlertRaised? MissedMeanwhile(HeldNews? held, CheckState now, RecordResult round, CheckDefinition definition) =>
        held?.Window is { } window && now.Job.Missed.Contains(window) && now.Incident is { } incident
            ? Alert(AlertKind.DeadlineMiss, held.Told?.Incident ?? incident.KnownAs, round, definition, definition.ToldAtOnce(AlertKind.DeadlineMiss, round.At), window)
            : null;

    private static AlertSuppressed Suppressed(
        AlertKind kind, CheckState before, CheckState now, KnownFailure? told, Holding holding, RecordResult round) => new(
        round.At, kind, now.Incident?.Id ?? before.Incident?.Id ?? told?.Incident ?? "", holding.Rule, holding.Reason,
        told?.Incident, told is null ? [] : [.. told.UntoldChannels], ToldChannels: told?.ToldChannels is { } channels ? [.. channels] : null);

    private static AlertRaised? Alert(
        AlertKind kind,
        string incident,
        RecordResult round,
        CheckDefinition definition,
        ImmutableArray<string> channels,
        string? window = null) =>
        definition.NotifyOn.Contains(kind) && channels.Length > 0 ? Of(kind, incident, round, definition, channels, window) : null;

    public static AlertRaised Of(
        AlertKind kind,
        string incident,
        RecordResult round,
        CheckDefinition definition,
        ImmutableArray<string> channels,
        string? window = null) => new(
        round.At, CheckDecider.AlertId(incident, kind, window), kind, incident, definition.Severity,
        round.Verdict.Reason, DetailsOf(round), channels, definition.RoutesTo(channels, kind, round.At));
}
