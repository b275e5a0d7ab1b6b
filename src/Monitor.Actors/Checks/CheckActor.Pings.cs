using Akka.Actor;
using Akka.Event;
using Monitor.Actors.Checks.Pings;

namespace Monitor.Actors.Checks;

/// <content>Pings, for the type that waits for them: taking them, and noticing that they stay away.</content>
public sealed partial class CheckActor
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(5);

    /// <summary>Null until the pings of earlier lives are read.</summary>
    private PingWatch? _pings;
    private string? _pastProblem;
    private bool _rested;

    /// <summary>Null for types that look themselves.</summary>
    private PingRules? Rules => _definition.Type.Pings(_definition.Spec);

    private DateTimeOffset DefinedAt => _state.DefinedAt ?? Now;

    /// <summary>What pings there were stands in the history; until it is read nothing can be said.</summary>
    private void Listen()
    {
        if (Rules is not { } rules)
            (_pings, _pastProblem) = (null, null);
        else if (_pings is not null)
            _pings = _pings with { Rules = rules, Zone = _definition.Zone, ListeningSince = _rested && !IsResting ? Now : _pings.ListeningSince };
        else
            _around.Results.LastDetailsWithAsync(_definition.Name, PingDetails.Key, _stopped.Token).PipeTo(
                Self, success: details => new PastPings(PingDetails.Read(details)), failure: e => new PastPings(PingProgress.None, e.Message));
        _rested = IsResting;
    }

    private void OnPastPings(PastPings past)
    {
        if (Rules is not { } rules || _pings is not null)
            return; // of a definition that has changed since
        if (past.Problem is { } problem && _pastProblem is null)
            Log.Warning("{0}: the last ping could not be read: {1}", _definition.Name, problem);
        _pastProblem = past.Problem;
        if (past.Problem is null)
            _pings = new PingWatch(rules, _definition.Zone, past.Progress, Now);
        else
            Timers.StartSingleTimer(ReadPings.Key, ReadPings.Instance, ReadAgain);
        Stash.UnstashAll();
        if (_round is null && !IsResting)
            StartRound(TimeSpan.Zero);
    }

    private void OnPing(Ping ping)
    {
        if (Rules is not { } rules)
        {
            Sender.Tell(new PingTaken(Wanted: false));
            return;
        }

        if (_pings is null && _pastProblem is null)
        {
            Stash.Stash(); // for the moment that reading takes
            return;
        }

        var before = _pings ?? new PingWatch(rules, _definition.Zone, PingProgress.None, Now);
        _pings = before.Take(ping);
        KeepRuns(PingRuns.Of(before.Progress, ping, _pings.Progress, rules));
        if (!IsResting)
            StartRound(TimeSpan.Zero);
        Sender.Tell(new PingTaken(Wanted: true));
    }

    private void LookForPings(Round round)
    {
        if (_pings is null && _pastProblem is null)
        {
            _round = null;
            _pulse.Dropped();
            return;
        }

        var seen = ErrorDetails.NotObserved($"the last ping cannot be read: {_pastProblem}");
        if (_pings is { Progress: var before })
        {
            (_pings, seen) = _pings.Look(Now, DefinedAt, _state.Incident is not null);
            KeepRuns(PingRuns.Missing(before, _pings, DefinedAt, Now));
        }

        FinishRound(round, new ProbeResult(seen, _pings?.Progress.Took ?? TimeSpan.Zero, 1, Now));
        ArmPingDue();
    }

    /// <summary>A deadline is noticed when it passes, not at the round after it.</summary>
    private void ArmPingDue()
    {
        if (_pings?.ChangesAt(Now, DefinedAt) is not { } next)
        {
            Timers.Cancel(PingDue.Key);
            return;
        }

        var wait = next - Now;
        Timers.StartSingleTimer(PingDue.Key, PingDue.Instance, wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait);
    }

    /// <summary>While it is paused, or outside its hours, nothing is missing: the next round looks, and arms this again.</summary>
    private void OnPingDue()
    {
        if (IsResting || _round is not null || _definition.Timetable?.ClosedUntil(Now) is not null)
            return;
        if (_pings?.ChangesAt(Now, DefinedAt) <= Now)
            StartRound(TimeSpan.Zero);
        else
            ArmPingDue();
    }
}
