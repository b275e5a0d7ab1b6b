using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Remedies;

namespace Monitor.Actors.Tests.Support;

/// <summary>Valid values, so that a test states only what matters to it.</summary>
public static class Some
{
    public static readonly DateTimeOffset T0 = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public const string Refusal = "HTTP 503, expected 200";

    public const string RefusalDetails = """{"status_code":503,"body":"down"}""";

    /// <summary>To wait for what comes at once, on a machine that is busy with other tests.</summary>
    public static TimeSpan LongTime { get; } = TimeSpan.FromMinutes(1);

    public static CheckName Name { get; } = CheckName.Of("db-health");

    public static Observation Good { get; } = new(ObservationKind.Passed, null, 200);

    public static Observation Bad { get; } = new(ObservationKind.Failed, Refusal, 503, RefusalDetails);

    /// <summary>So many places for prompt probes, and as many for slow ones.</summary>
    public static ProbeLimits Places(int each) => new(2 * each, each, each, TimeSpan.FromSeconds(1));

    public static CheckDefinition Definition(ICheckType? type = null) => new()
    {
        Name = Name,
        Type = type ?? new ScriptedCheck(),
        Spec = "",
        Severity = "P2",
        NotifyOn = [AlertKind.FirstFail, AlertKind.Recovered],
        Channels = ["email"],
        Source = new CheckSource(CheckOrigin.File, "checks.yaml", 14),
        Yaml = "name: db-health\ntype: scripted",
        Fingerprint = "f1",
    };

    /// <summary>A job that must have succeeded by 06:00 UTC and tells of missed deadlines.</summary>
    public static CheckDefinition Job(TimeOnly? by = null, TimeSpan? afterStart = null, JobTrigger? trigger = null) =>
        Definition(new ScriptedCheck
        {
            ItsDeadline = by is null && afterStart is null ? null : new JobDeadline(by, afterStart),
            ItsTrigger = trigger,
        }) with
        { NotifyOn = [AlertKind.FirstFail, AlertKind.Recovered, AlertKind.DeadlineMiss] };

    /// <summary>A job of whose runs this is expected; tells of all of it.</summary>
    public static CheckDefinition Job(JobDeadline deadline) =>
        Definition(new ScriptedCheck { ItsDeadline = deadline }) with { NotifyOn = [AlertKind.FirstFail, AlertKind.Recovered, AlertKind.DeadlineMiss] };

    public static RemedyDefinition Remedy(
        IRemedyType? type = null, bool everyCycle = false, TimeSpan cooldown = default, int maxPerHour = 100) =>
        new(type ?? new ScriptedRemedy(), "", TimeSpan.FromSeconds(5), everyCycle, cooldown, maxPerHour);

    public static CheckDefinition With(this CheckDefinition definition, params RemedyDefinition[] remedies) =>
        definition with { Remedies = [.. remedies] };

    // What happens.

    public static Step Round(Observation seen, int ms = 12) => (state, definition, now) =>
    {
        var result = new ProbeResult(seen, TimeSpan.FromMilliseconds(ms), 1, now);
        return new CheckCommand.RecordResult(now, result, RoundJudge.Judge(result, state, definition));
    };

    public static Step Success(int ms = 12) => Round(Good, ms);

    public static Step Failure() => Round(Bad);

    public static Step NotObserved() => Round(new Observation(ObservationKind.NotObserved, "out of file handles"));

    public static Step Run(string id, string status, DateTimeOffset? startedAt = null) => Round(Seen(id, status, startedAt));

    public static Step NoRun() => Round(
        new Observation(ObservationKind.Passed, "no job started yet", null, """{"info":"no job started yet"}""", new JobRun(null, "none", null)));

    public static Observation Seen(string id, string status, DateTimeOffset? startedAt = null) => new(
        status == "failed" ? ObservationKind.Failed : ObservationKind.Passed,
        status, 200, $$"""{"status":"{{status}}","job_id":"{{id}}"}""", new JobRun(id, status, startedAt));

    public static Step Delivered(string id, string channel = "email") => Settled(id, AlertSettlement.Delivered, null, channel);

    public static Step Held(string id, string why, string channel = "email") => Settled(id, AlertSettlement.Held, why, channel);

    public static Step Abandoned(string id, string why = "refused", string channel = "email") =>
        Settled(id, AlertSettlement.Abandoned, why, channel);

    public static Step Settled(string id, AlertSettlement how, string? why, string channel = "email") =>
        (_, _, now) => new CheckCommand.SettleAlert(now, id, channel, how, why);

    /// <summary>The answer to the one remedy under way.</summary>
    public static Step RemedyDone(RemedyVerdict verdict = RemedyVerdict.Succeeded) =>
        (state, _, now) => new CheckCommand.SettleRemedy(now, state.OpenRemedies.Keys.First(), verdict, "{}");

    /// <summary>The round, with the parents standing as said.</summary>
    public static Step Behind(this Step round, params ParentStanding[] parents) => (state, definition, now) =>
        round(state, definition, now) is CheckCommand.RecordResult result ? result with { Parents = [.. parents] } : throw new InvalidOperationException();

    public static Step Maintenance(TimeSpan length, string id = "m-1") =>
        (_, _, now) => new CheckCommand.SetMaintenance(now, id, now + length, "the board", null);

    public static Step MaintenanceOver(string? id = null) => (_, _, now) => new CheckCommand.EndMaintenance(now, id, "the board");

    public static Step Acknowledge(TimeSpan? length = null, string by = "the board") =>
        (_, _, now) => new CheckCommand.Acknowledge(now, now + length, by, "looking");

    public static Step Unacknowledge() => (_, _, now) => new CheckCommand.Unacknowledge(now, "the board");

    public static Step Pause(TimeSpan? length = null) => (_, _, now) => new CheckCommand.Pause(now, now + length, "the board", "new disks");

    public static Step Resume() => (_, _, now) => new CheckCommand.Resume(now, "the board");

    public static Step Define() => (_, _, now) => new CheckCommand.Define(now);

    public static Step Retire() => (_, _, now) => new CheckCommand.Retire(now);

    public static Step StartJob(DateTimeOffset occurrence) => (_, _, now) => new CheckCommand.StartJob(now, occurrence);

    public static Step JobStarted(string? id, string? problem = null) => (_, _, now) => new CheckCommand.SettleJobStart(now, id, problem);

    // What follows. The times of events are not compared; incidents are named by the round that opened them.

    /// <summary>The incident that the given round of a story opened.</summary>
    public static string Incident(int round = 0) => Incident(T0 + (round * Story.Cycle));

    public static string Incident(DateTimeOffset at) => $"db-health/{at.ToUnixTimeMilliseconds()}";

    public static CheckEvent CameUp() => new CheckEvent.CameUp(T0);

    public static CheckEvent WentDown(string? incident = null, string reason = Refusal, string? details = RefusalDetails) =>
        new CheckEvent.WentDown(T0, incident ?? Incident(), reason, details);

    public static CheckEvent Recovered(string? incident = null, string? after = null, string? cure = null) =>
        new CheckEvent.Recovered(T0, incident ?? Incident(), after, cure);

    public static CheckEvent Degraded(string reason) => new CheckEvent.Degraded(T0, reason);

    public static CheckEvent Restored() => new CheckEvent.Restored(T0);

    public static CheckEvent.AlertRaised FirstFailAlert(
        string? incident = null, string reason = Refusal, string? details = RefusalDetails, params string[] channels) =>
        Alert(AlertKind.FirstFail, incident, null, reason, details, channels);

    public static CheckEvent.AlertRaised RecoveredAlert(
        string? incident = null, string? reason = null, string? details = """{"status_code":200}""", params string[] channels) =>
        Alert(AlertKind.Recovered, incident, null, reason, details, channels);

    public static CheckEvent.AlertRaised DeadlineAlert(
        string window, string? incident, string reason, string details, params string[] channels) =>
        Alert(AlertKind.DeadlineMiss, incident, window, reason, details, channels);

    private static CheckEvent.AlertRaised Alert(
        AlertKind kind, string? incident, string? window, string? reason, string? details, string[] channels) => new(
        T0, CheckDecider.AlertId(incident ?? Incident(), kind, window), kind, incident ?? Incident(), "P2", reason, details,
        channels.Length == 0 ? ["email"] : channels.ToImmutableArray());

    public static string FirstFail(int round = 0) => CheckDecider.AlertId(Incident(round), AlertKind.FirstFail);

    public static string RecoveryOf(int round = 0) => CheckDecider.AlertId(Incident(round), AlertKind.Recovered);

    public static CheckEvent.RemedyRequested RemedyRequested(int round, string? incident = null, int index = 0, string action = "restart") =>
        RemedyRequested(T0 + (round * Story.Cycle), incident, index, action);

    public static CheckEvent.RemedyRequested RemedyRequested(DateTimeOffset at, string? incident = null, int index = 0, string action = "restart") =>
        new(T0, RemedyId(at, incident, index), index, action, incident ?? Incident(), Answered: true);

    public static string RemedyId(int round = 0) => RemedyId(T0 + (round * Story.Cycle), null, 0);

    private static string RemedyId(DateTimeOffset at, string? incident, int index) =>
        $"{incident ?? Incident()}/remedy{index}/{at.ToUnixTimeMilliseconds()}";

    public static CheckEvent RemedySettled(int round = 0, RemedyVerdict verdict = RemedyVerdict.Succeeded, string? details = "{}") =>
        new CheckEvent.RemedySettled(T0, RemedyId(round), "restart", verdict, details);

    /// <summary>Of the run that the given round of a story asked for.</summary>
    public static CheckEvent RemedyJudged(
        RemedyEffect effect = RemedyEffect.DidNotHelp, int round = 0, int tried = 1, double seconds = 60, string? reason = Refusal, int index = 0, string action = "restart") =>
        new CheckEvent.RemedyJudged(
            T0, RemedyId(T0 + (round * Story.Cycle), null, index), index, action, Incident(), effect, tried, seconds, effect == RemedyEffect.Fixed ? null : reason);

    public static CheckEvent.AlertRaised RaisedAt(DateTimeOffset at, AlertKind kind = AlertKind.FirstFail, string incident = "db-health/1") =>
        new(at, CheckDecider.AlertId(incident, kind), kind, incident, "P2", "because", null, ["email"]);

    public static OfferAlert Offer(DateTimeOffset at, AlertKind kind = AlertKind.FirstFail, string incident = "db-health/1") =>
        new(Name, RaisedAt(at, kind, incident), "email");
}
