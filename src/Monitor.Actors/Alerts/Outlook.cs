using System.Collections.Immutable;
using Monitor.Actors.Alerts.Rules;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Alerts;

/// <summary>Says step by step who is told of a failure, who is not and why, and what would follow from one; pure.</summary>
public static class Outlook
{
    /// <summary>How it stands: what fails, who was told, who waits for what.</summary>
    public static ImmutableArray<string> Now(HoldingFacts facts)
    {
        var (state, definition) = (facts.State, facts.Definition);
        if (!definition.Enabled || state.Quiet?.Pause is not null)
            return ["It is paused: it is not looked at, so there is nothing to tell."];
        if (state.Incident is not { } incident)
            return state.Quiet?.Held is { } untold ? ["It does not fail.", $"Its recovery is not told yet: {untold.Reason}."] : ["It does not fail; there is nothing to tell."];
        return
        [
            $"It has failed since {Clock(incident.OpenedAt, facts)}: {incident.Reason}.",
            .. WhoAsks(definition),
            .. incident.Acknowledged is { } taken ? [$"Acknowledged by {taken.By}{(taken.Until is { } until ? $" until {Clock(until, facts)}" : "")}: nobody is reminded and nobody else is told."] : Array.Empty<string>(),
            .. state.Quiet?.Held is { } held ? [$"Not told: {held.Reason}."] : Array.Empty<string>(),
            .. incident.ToldChannels is { IsEmpty: true } ? ["Nobody has been told of it."] : Array.Empty<string>(),
            .. (incident.ToldChannels ?? []).Select(channel => $"{channel}: {Delivery(channel, incident, state)}."),
            .. LateTelling.NextAt(state, definition, facts.Now) is { } next ? [$"If it still fails at {Clock(next, facts)}, it is told again or to others."] : Array.Empty<string>(),
        ];
    }

    /// <summary>What would follow if it failed now.</summary>
    public static ImmutableArray<string> IfItFailed(HoldingFacts facts, RemedyStanding? remedies = null)
    {
        var definition = facts.Definition;
        if (!definition.Enabled || facts.State.Quiet?.Pause is not null)
            return ["Nothing: it is paused."];
        var failing = facts.State.Incident is null ? facts.State with { Incident = new Incident("", facts.Now, "") } : facts.State;
        var holding = HoldingRules.Of(facts with { State = failing });
        string[] told = [.. WhoAsks(definition)];
        return
        [
            Threshold(definition),
            .. told.Length > 0 ? told
                : [.. holding is null ? Array.Empty<string>() : [$"It is held: {holding.Reason}. When that is over and it still fails:"], .. Ways(facts)],
            .. definition.RemindEvery is { } every && told.Length == 0 && IsToSomebody(facts) ? [$"They are reminded every {Shown.Duration(every)} until it recovers or somebody acknowledges it."] : Array.Empty<string>(),
            .. definition.Remedies.Select((remedy, index) => Remedy(index, failing, facts, holding, remedies ?? RemedyStanding.Free)),
        ];
    }

    /// <summary>Empty when somebody asks to hear of failures.</summary>
    private static IEnumerable<string> WhoAsks(CheckDefinition definition)
    {
        if (!definition.NotifyOn.Contains(AlertKind.FirstFail))
            yield return "Nobody is told of its failures: notify_on does not name first_fail.";
        else if (definition.Channels.IsEmpty)
            yield return "Nobody is told: its routes name no channel.";
    }

    private static bool IsToSomebody(HoldingFacts facts) => facts.Definition.Routes.IsEmpty
        || facts.Definition.Taking(AlertKind.FirstFail, facts.Now).Any(route => !route.Channels.IsEmpty);

    private static string Threshold(CheckDefinition definition)
    {
        var (rounds, retries) = (definition.Patience.FailureThreshold, definition.Retries);
        var each = retries == 0 ? "" : $", each of up to {retries + 1} attempts";
        return rounds == 1 ? $"It goes down with the first failed round{(retries == 0 ? "" : $" of up to {retries + 1} attempts")}."
            : $"It goes down after {rounds} failed rounds in a row{each}.";
    }

    private static IEnumerable<string> Ways(HoldingFacts facts)
    {
        var definition = facts.Definition;
        if (definition.Routes.IsEmpty)
        {
            yield return $"{string.Join(", ", definition.Channels)}: told at once.";
            yield break;
        }

        AlertRoute? taken = null;
        foreach (var route in definition.Routes)
        {
            yield return $"Route {route.Number}: {Way(route, taken, facts)}.";
            if (taken is null && route.Takes(AlertKind.FirstFail, facts.Now) && !route.Continue)
                taken = route;
        }
    }

    private static string Way(AlertRoute route, AlertRoute? taken, HoldingFacts facts)
    {
        var who = route.Channels.IsEmpty ? "nobody" : string.Join(", ", route.Channels);
        return taken is not null ? $"not asked, route {taken.Number} takes it"
            : !route.Takes(AlertKind.FirstFail, facts.Now) ? "does not take it: it is for other events or hours"
            : route.Channels.IsEmpty ? "takes it and tells nobody"
            : route.After > TimeSpan.Zero ? $"{who} after {Shown.Duration(route.After)}, unless somebody has acknowledged it"
            : route.IsQuiet(facts.Now) && route.QuietHours?.ClosesAfter(facts.Now, route.Zone) is { } end ? $"{who} when its quiet hours end at {ClockText.Of(end, facts.Now, route.Zone)}, if it still fails"
            : $"{who} at once";
    }

    private static string Delivery(string channel, Incident incident, CheckState state)
    {
        if (incident.UntoldChannels.Contains(channel))
            return "never took the alert, and will not hear of the recovery";
        foreach (var open in state.OpenAlerts.Values)
            if (open.Alert.Incident == incident.KnownAs && open.Waiting.TryGetValue(channel, out var reason))
                return $"{AlertKinds.Word(open.Alert.Kind)} is not delivered yet{(reason is null ? "" : $": {reason}")}";
        return "was told";
    }

    private static string Remedy(int index, CheckState failing, HoldingFacts facts, Holding? holding, RemedyStanding standing)
    {
        var remedy = facts.Definition.Remedies[index];
        var treatment = failing.Incident!.TreatedBy(index); // it fails
        var why = treatment.Exhausted ?? (treatment.Runs >= remedy.MostInIncident ? "it has run in this incident" : null)
            ?? RemedyDecider.Forbidden(index, remedy, failing, holding, standing, facts.Now)?.Reason;
        return treatment.Proposal?.Until is { } until && until > facts.Now ? $"Remedy {remedy.Type.Name} waits for approval until {Clock(until, facts)}."
            : why is not null ? $"Remedy {remedy.Type.Name} does not run: {why}."
            : remedy.DryRun ? $"Remedy {remedy.Type.Name} would run, but is only tried out (dry_run)."
            : remedy.NeedsApproval ? $"Remedy {remedy.Type.Name} waits for approval."
            : remedy.Guard.AfterFailures > 1 ? $"Remedy {remedy.Type.Name} runs after {remedy.Guard.AfterFailures} failed rounds."
            : $"Remedy {remedy.Type.Name} runs.";
    }

    private static string Clock(DateTimeOffset time, HoldingFacts facts) => ClockText.Of(time, facts.Now, facts.Definition.Zone);
}
