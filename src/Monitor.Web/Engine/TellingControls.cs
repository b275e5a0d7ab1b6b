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

    /// <summary>Null when there is no such check, or the engine does not answer in time.</summary>
    public async Task<WhyTold?> WhyAsync(string name, CancellationToken cancel)
    {
        try
        {
            if (await roster.ActorRef.Ask<object>(new RosterRequest.Explain(name), Patience, cancel) is not TellingExplained explained)
                return null;
            var told = await events.ReadAsync(new EventFilter(explained.Check.Value, Kinds), MostEvents, cancel);
            return new WhyTold(explained.Check.Value, explained.Now, explained.IfItFailed, LastIncident(told));
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Since the last time that it went down, oldest first.</summary>
    private static ImmutableArray<LoggedEvent> LastIncident(ImmutableArray<LoggedEvent> newestFirst)
    {
        var began = newestFirst.FirstOrDefault(happened => happened.Kind == "down");
        return began is null ? [] : [.. newestFirst.Where(happened => happened.Ordering >= began.Ordering).Reverse()];
    }
}

/// <summary>Who is told of a check, who would be, and how it went the last time.</summary>
/// <param name="Trace">What was decided since it last went down, oldest first; empty when it never did.</param>
public sealed record WhyTold(string Check, ImmutableArray<string> Now, ImmutableArray<string> IfItFailed, ImmutableArray<LoggedEvent> Trace);
