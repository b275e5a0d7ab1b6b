namespace Monitor.Actors.Checks.Pings;

/// <summary>Waits for the pings of one check: what they come to, and whether one is missing; pure.</summary>
/// <remarks>
/// A deadline follows from pings that are stored, never from when the monitor started. But a ping that was due while
/// nobody listened may be lost, and that is not the target's fault: then it is waited for once more
/// (docs/decisions/0018). A deadline counts as missed only when somebody was there as it passed.
/// </remarks>
/// <param name="ListeningSince">Pings from before this moment may be lost.</param>
public sealed record PingWatch(PingRules Rules, TimeZoneInfo Zone, PingProgress Progress, DateTimeOffset ListeningSince)
{
    /// <summary>What was due while nobody listened is waited for again, but no longer than this and the grace.</summary>
    private static readonly TimeSpan SecondChance = TimeSpan.FromHours(1);

    /// <summary>Who comes later than this after a deadline was not there when it passed.</summary>
    private static readonly TimeSpan Presence = TimeSpan.FromSeconds(10);

    /// <summary>The state goes into the history with every ping, and at least this often between them.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromHours(1);

    private DateTimeOffset? KeptAt { get; init; }

    public PingWatch Take(Ping ping) => this with { Progress = Progress.After(ping, Rules), KeptAt = null };

    /// <summary>How it stands now.</summary>
    /// <param name="definedAt">The first ping is waited for from then on.</param>
    /// <param name="isDown">An incident is open: that a ping is missing is known already.</param>
    public (PingWatch Next, Observation Seen) Look(DateTimeOffset now, DateTimeOffset definedAt, bool isDown)
    {
        if (Progress.Failure is { } failure)
            return Said(now, ObservationKind.Failed, failure);
        var expected = Expected(now, definedAt);
        var isPast = now >= expected?.Deadline;
        if (Progress.Missing || (isPast && isDown))
            return Missed(now, isPast ? expected!.Missed(now) : $"no success yet: {PingWords.Running(Progress, now)}"); // past: there is one
        if (!isPast)
            return Waiting(now);
        var again = Again(expected!); // past: there is one
        if (now - again > Presence)
            return (this with { ListeningSince = now }).Look(now, definedAt, isDown);
        return now < again
            ? Said(now, ObservationKind.NotObserved, $"a ping was due while the monitor was not listening; {PingWords.Last(Progress)}")
            : Missed(now, expected!.Missed(now));
    }

    /// <summary>When the answer changes unless a ping comes; null when it does not.</summary>
    public DateTimeOffset? ChangesAt(DateTimeOffset now, DateTimeOffset definedAt)
    {
        if (Progress.Failure is not null || Progress.Missing || Expected(now, definedAt) is not { } expected)
            return null;
        return now < expected.Deadline ? expected.Deadline : Again(expected);
    }

    private (PingWatch, Observation) Missed(DateTimeOffset now, string what) =>
        (this with { Progress = Progress with { Missing = true } }).Said(now, ObservationKind.Failed, what);

    private (PingWatch, Observation) Waiting(DateTimeOffset now)
    {
        if (Progress.SucceededAt is null)
            return Said(now, ObservationKind.NotObserved, Progress.Runs.IsEmpty ? "waiting for the first ping" : PingWords.Running(Progress, now));
        if (Progress.Took < Rules.MinDuration)
            return Said(now, ObservationKind.Warned, PingWords.TooFast(Progress.Took.Value, Rules.MinDuration.Value));
        return Said(now, ObservationKind.Passed, Progress.Runs.IsEmpty ? Progress.Last?.Message : PingWords.Running(Progress, now));
    }

    private (PingWatch, Observation) Said(DateTimeOffset now, ObservationKind kind, string? what)
    {
        var told = what is null ? null : ErrorDetails.Short(what);
        var keep = kind != ObservationKind.Passed || !(now - KeptAt < KeepEvery);
        var details = keep ? PingDetails.Write(Progress, kind == ObservationKind.Passed ? null : told) : null;
        return (keep ? this with { KeptAt = now } : this, new Observation(kind, told, null, details) { Timed = Progress.Took is not null });
    }

    /// <summary>The first ping that will be missed.</summary>
    private PingExpectation? Expected(DateTimeOffset now, DateTimeOffset definedAt)
    {
        PingExpectation? first = null;
        foreach (var run in Rules.FinishWithin is null ? [] : Progress.Runs)
            if (first is null || run.StartedAt + Rules.FinishWithin < first.Deadline)
                first = PingExpectation.Finish(run, Rules.FinishWithin!.Value); // else there are no runs to look at
        var from = Earlier(Progress.SucceededAt ?? definedAt, now); // a clock that was wrong must not put it off for ever
        var runs = Progress.Runs.Any(run => run.StartedAt >= from);
        if ((runs && Rules.FinishWithin is not null) || Rules.NextAfter(from, Zone) is not { } due)
            return first;
        var next = PingExpectation.Success(this, due, runs ? Rules.Grace : Rules.StartGrace ?? Rules.Grace, from);
        return first is null || next.Deadline < first.Deadline ? next : first;
    }

    /// <summary>Until when a ping is waited for that may have been lost; the deadline itself where none can have been.</summary>
    private DateTimeOffset Again(PingExpectation expected)
    {
        if (expected.From > ListeningSince)
            return expected.Deadline;
        var limit = ListeningSince + SecondChance;
        var again = Earlier(Rules.NextAfter(ListeningSince, Zone) ?? limit, limit) + Rules.Grace;
        return again > expected.Deadline ? again : expected.Deadline;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
