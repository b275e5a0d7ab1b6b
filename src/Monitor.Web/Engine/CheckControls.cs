using System.Collections.Immutable;
using Akka.Actor;
using Akka.Hosting;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Checks.Assertions;
using Monitor.Actors.Checks.Http;
using Monitor.Actors.Config;
using Monitor.Actors.Roster;

namespace Monitor.Web.Engine;

/// <summary>What people can do to checks from the board and the API.</summary>
public sealed class CheckControls(IRequiredActor<RosterActor> roster, ProbeRunner probes, BoardHub board)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Validates one entry of <c>checks:</c>, given as YAML or JSON, as if it were about to be saved.</summary>
    /// <param name="replacing">The check being edited, whose name the entry may keep.</param>
    public async Task<ControlReply> ValidateAsync(string entry, string? replacing, CancellationToken cancel) =>
        Reply(await AskAsync(new RosterRequest.Validate(entry, replacing), cancel));

    public async Task<ControlReply> AddAsync(string entry, CancellationToken cancel) =>
        Reply(await AskAsync(new RosterRequest.Add(entry), cancel));

    /// <summary>Validates several entries, a list or a mapping with <c>checks:</c>, as if they were about to be added together.</summary>
    public async Task<ControlReply> ValidateAllAsync(string entries, CancellationToken cancel) =>
        Reply(await AskAsync(new RosterRequest.ValidateAll(entries), cancel));

    /// <param name="onlyGood">Whether those without problems are added even if others have some.</param>
    public async Task<ControlReply> AddAllAsync(string entries, bool onlyGood, CancellationToken cancel) =>
        Reply(await AskAsync(new RosterRequest.AddAll(entries, onlyGood), cancel));

    /// <param name="seen">The entry that was changed; when it is another by now, nothing is saved. Null to save in any case.</param>
    public async Task<ControlReply> ReplaceAsync(string name, string entry, CancellationToken cancel, string? seen = null) =>
        Reply(await AskAsync(new RosterRequest.Replace(name, entry, seen), cancel));

    /// <summary>Gives tags to checks and takes them away, in one write; those that are not defined on the board are told of, and stay as they are.</summary>
    public async Task<ControlReply> TagAsync(IReadOnlyCollection<string> names, TagChange change, CancellationToken cancel) =>
        Reply(await AskAsync(new RosterRequest.Tag([.. names], change), cancel));

    public async Task<ControlReply> RemoveAsync(string name, CancellationToken cancel) =>
        Reply(await AskAsync(new RosterRequest.Remove(name), cancel));

    /// <summary>Starts a round now, unless one is in flight; not of a check that is paused.</summary>
    public async Task<ControlReply> RunAsync(string name, CancellationToken cancel) => board.Current.Find(name) is { Quiet.Paused: not null } paused
        ? new ControlReply(ControlOutcome.Paused, $"{paused.Name} is paused; resume it first", [])
        : Reply(await AskAsync(new RosterRequest.Run(name), cancel));

    /// <param name="until">When it resumes by itself; null to wait for somebody.</param>
    public Task<ControlReply> PauseAsync(string name, DateTimeOffset? until, string by, string? note, CancellationToken cancel) =>
        GiveAsync(name, new CheckCommand.Pause(default, until, by, note), cancel);

    public Task<ControlReply> ResumeAsync(string name, string by, CancellationToken cancel) =>
        GiveAsync(name, new CheckCommand.Resume(default, by), cancel);

    /// <summary>Takes on a failure; not of a check that does not fail.</summary>
    /// <param name="until">When it counts as unattended again; null for when it is over.</param>
    public Task<ControlReply> AcknowledgeAsync(string name, DateTimeOffset? until, string by, string? note, CancellationToken cancel) =>
        GiveAsync(name, new CheckCommand.Acknowledge(default, until, by, note), cancel);

    public Task<ControlReply> UnacknowledgeAsync(string name, string by, CancellationToken cancel) =>
        GiveAsync(name, new CheckCommand.Unacknowledge(default, by), cancel);

    /// <param name="incident">One that is there.</param>
    public Task<ControlReply> NoteAsync(string name, string incident, string by, string text, CancellationToken cancel) =>
        GiveAsync(name, new CheckCommand.AddNote(default, incident, by, text), cancel);

    /// <summary>Runs a remedy that waits for approval, once.</summary>
    /// <param name="id">Of the proposal.</param>
    public Task<ControlReply> ApproveAsync(string name, string id, string by, CancellationToken cancel) =>
        GiveAsync(name, new CheckCommand.ApproveRemedy(default, id, by), cancel);

    public Task<ControlReply> MaintainAsync(
        IReadOnlyCollection<string> names, string id, DateTimeOffset until, string by, string? note, CancellationToken cancel) =>
        GiveAllAsync(names, "put into maintenance", new CheckCommand.SetMaintenance(default, id, until, by, note), cancel);

    public Task<ControlReply> EndMaintenanceAsync(IReadOnlyCollection<string> names, string? id, string by, CancellationToken cancel) =>
        GiveAllAsync(names, "taken out of maintenance", new CheckCommand.EndMaintenance(default, id, by), cancel);

    /// <summary>The definition that runs; null when there is no such check, or no answer in time.</summary>
    public async Task<CheckDefinition?> DefinitionAsync(string name, CancellationToken cancel) =>
        (await AskAsync(new RosterRequest.Define(name), cancel))?.Definition;

    /// <summary>The definition that an entry would be; null with what is wrong with it.</summary>
    public async Task<(CheckDefinition? Draft, string Problem)> DraftAsync(string entry, string replacing, CancellationToken cancel) =>
        await AskAsync(new RosterRequest.Validate(entry, replacing), cancel) is { } reply ? (reply.Definition, reply.Message) : (null, NoAnswer);

    /// <summary>Puts the files of an earlier version of the configuration in the place of those that are there.</summary>
    public async Task<ControlReply> GoBackAsync(int version, CancellationToken cancel) =>
        Reply(await AskAsync(new RosterRequest.GoBack(version), cancel));

    /// <summary>Probes once with the given entry; saves nothing, alerts nobody.</summary>
    public async Task<TrialReply> TryOutAsync(string entry, string? replacing, CancellationToken cancel)
    {
        var reply = await AskAsync(new RosterRequest.Validate(entry, replacing), cancel);
        if (reply?.Definition is not { } definition)
            return new TrialReply(null, 0, null, reply?.Message ?? NoAnswer, null, reply?.Problems ?? []);
        var attempt = await probes.AttemptAsync(definition, new ProbeContext(definition.Name) { Level = definition.Level, Timeout = definition.Timeout, Closely = true }, wasSlow: false, cancel);
        var verdict = RoundJudge.Judge(attempt.Seen, attempt.Latency, definition);
        return new TrialReply(
            verdict.Status, (int)attempt.Latency.TotalMilliseconds, attempt.Seen.StatusCode, verdict.Reason, verdict.Details, reply.Problems)
        {
            Phases = attempt.Seen.Phases,
            Closely = attempt.Seen.Closely,
        };
    }

    private Task<ControlReply> GiveAllAsync(IReadOnlyCollection<string> names, string did, CheckCommand command, CancellationToken cancel) =>
        BulkOrders.GiveAsync(names, did, (name, stop) => GiveAsync(name, command, stop), cancel);

    private async Task<ControlReply> GiveAsync(string name, CheckCommand command, CancellationToken cancel)
    {
        try
        {
            return await roster.ActorRef.Ask<object>(new RosterRequest.Give(name, command), Patience, cancel) switch
            {
                OrderDone done => new ControlReply(ControlOutcome.Done, $"{done.Check}: {done.Message}", [], done.Check.Value),
                OrderRefused no => new ControlReply(ControlOutcome.Refused, $"{no.Check}: {no.Message}", [], no.Check.Value),
                var refused => Reply(refused as RosterReply),
            };
        }
        catch (AskTimeoutException)
        {
            return Reply(null);
        }
    }

    internal const string NoAnswer = "the engine did not answer in time; try again";

    /// <summary>Null when the engine does not answer in time.</summary>
    private async Task<RosterReply?> AskAsync(RosterRequest request, CancellationToken cancel)
    {
        try
        {
            return await roster.ActorRef.Ask<RosterReply>(request, Patience, cancel);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static ControlReply Reply(RosterReply? reply) => reply is null
        ? new ControlReply(ControlOutcome.Unavailable, NoAnswer, [])
        : new ControlReply(OutcomeOf(reply.Outcome), reply.Message, reply.Problems, reply.Definition?.Name.Value) { Batch = reply.Batch, There = reply.Outcome == RosterOutcome.Changed ? reply.Definition?.Yaml : null };

    private static ControlOutcome OutcomeOf(RosterOutcome outcome) => outcome switch
    {
        RosterOutcome.Done => ControlOutcome.Done,
        RosterOutcome.Invalid => ControlOutcome.Invalid,
        RosterOutcome.NameTaken => ControlOutcome.NameTaken,
        RosterOutcome.NotFound => ControlOutcome.NotFound,
        RosterOutcome.OwnedByFile => ControlOutcome.OwnedByFile,
        RosterOutcome.Changed => ControlOutcome.Changed,
        _ => ControlOutcome.Unavailable,
    };
}

/// <summary>What became of a request, in a sentence, with every problem of a refused entry.</summary>
/// <param name="Name">The check that a valid entry stands for.</param>
public sealed record ControlReply(
    ControlOutcome Outcome, string Message, ImmutableArray<ConfigProblem> Problems, string? Name = null)
{
    public bool Done => Outcome == ControlOutcome.Done;

    /// <summary>What is thought of each of several entries; null when it was one.</summary>
    public EntryBatch? Batch { get; init; }

    /// <summary>The entry that is there, when somebody has changed it meanwhile; null otherwise.</summary>
    public string? There { get; init; }
}

/// <summary>How a request ended.</summary>
public enum ControlOutcome
{
    Done,
    Invalid,
    NameTaken,
    NotFound,

    /// <summary>The check comes from a file that the board does not write.</summary>
    OwnedByFile,

    /// <summary>Somebody has changed the entry meanwhile.</summary>
    Changed,

    /// <summary>The check is paused, and nobody looks at it until it is resumed.</summary>
    Paused,

    /// <summary>It is too late for it, or too early.</summary>
    Refused,

    /// <summary>The engine did not answer in time, or could not save.</summary>
    Unavailable,
}

/// <summary>What one probe would have said; <see cref="Status"/> is null when the entry was refused.</summary>
public sealed record TrialReply(
    CheckStatus? Status, int LatencyMs, int? StatusCode, string? Reason, string? Details, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>Where the time of a request went; null where there was none.</summary>
    public PhaseTimes? Phases { get; init; }

    /// <summary>What was expected, one by one, and the beginning of the body; null where the type does not know, or nothing answered.</summary>
    public CloseLook? Closely { get; init; }
}
