using System.Collections.Immutable;
using Akka.Actor;
using Akka.Hosting;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Roster;

namespace Monitor.Web.Engine;

/// <summary>Why somebody was told of a check, or was not.</summary>
public sealed class TellingControls(IRequiredActor<RosterActor> roster, EventLog events)
{
    private const int MostEvents = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What decides whether somebody is told.</summary>
    private static readonly ImmutableArray<string> Kinds =
    [
        "down", "recovered", "deadline-missed", "alert", "alert-held", "alert-delivered", "alert-abandoned", "alert-suppressed", "suppression-ended",
        "acknowledged", "acknowledgement-ended", "maintenance", "maintenance-ended", "paused", "resumed", "flapping", "flapping-stopped",
        "remedy", "remedy-proposed", "remedy-rehearsed", "remedy-held", "remedy-settled", "remedy-judged", "remedy-exhausted",
    ];

    /// <returns>What there is to say; or why there is nothing.</returns>
    public async Task<(WhyTold? Why, ControlReply? Refusal)> WhyAsync(string name, CancellationToken cancel)
    {
        try
        {
            if (await roster.ActorRef.Ask<object>(new RosterRequest.Explain(name), Patience, cancel) is not TellingExplained explained)
                return (null, new ControlReply(ControlOutcome.NotFound, $"there is no check named {ErrorDetails.Short(name)}", []));
            return (new WhyTold(explained.Check.Value, explained.Now, explained.IfItFailed, await LastIncidentAsync(explained.Check.Value, cancel)), null);
        }
        catch (AskTimeoutException)
        {
            return (null, new ControlReply(ControlOutcome.Unavailable, CheckControls.NoAnswer, []));
        }
    }

    /// <summary>That it went down, and the newest of what was decided since, oldest first.</summary>
    private async Task<ImmutableArray<LoggedEvent>> LastIncidentAsync(string check, CancellationToken cancel)
    {
        if (await events.ReadAsync(new EventFilter(check, ["down"]), 1, cancel) is not [var began])
            return [];
        var newest = await events.ReadAsync(new EventFilter(check, Kinds), MostEvents, cancel);
        return [began, .. newest.Where(happened => happened.Ordering > began.Ordering).Reverse()];
    }
}

/// <summary>Who is told of a check, who would be, and how it went the last time.</summary>
/// <param name="Trace">What was decided since it last went down, oldest first; empty when it never did.</param>
public sealed record WhyTold(string Check, ImmutableArray<string> Now, ImmutableArray<string> IfItFailed, ImmutableArray<LoggedEvent> Trace);
