using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Web.Check;
using Monitor.Web.Engine;

namespace Monitor.Web.Tests.Support;

/// <summary>Answers the pages from what a test has put into it, and remembers what they asked.</summary>
internal sealed class ScriptedEngine : IArchive, ICheckDesk, ICheckHistory
{
    public List<ResultRow> Rows { get; } = [];

    public List<LoggedEvent> Events { get; } = [];

    public List<RemedyRecord> Remedies { get; } = [];

    /// <summary>How it did, whatever the range.</summary>
    public Uptime Uptime { get; set; } = Some.Uptime();

    /// <summary>The runs of the job, newest first.</summary>
    public List<RunRecord> JobRuns { get; } = [];

    /// <summary>Which ranges were asked for, in slots.</summary>
    public List<int> Bands { get; } = [];

    public Exception? Trouble { get; set; }

    public List<string> Validated { get; } = [];

    public List<string> Added { get; } = [];

    public Func<string, ImmutableArray<ConfigProblem>> Judge { get; set; } = _ => [];

    public TrialReply Trial { get; set; } = new(CheckStatus.Ok, 42, 200, null, null, []);

    public Task<ResultPage> ResultsAsync(ResultFilter filter, int skip, int take, CancellationToken cancel)
    {
        Throw();
        var found = Rows
            .Where(row => row.At >= filter.Since && (filter.Until is null || row.At < filter.Until))
            .Where(row => filter.Check is null || row.Check == filter.Check)
            .Where(row => filter.Kinds.IsDefaultOrEmpty || filter.Kinds.Contains(row.Kind))
            .OrderByDescending(row => row.At).ToList();
        return Task.FromResult(new ResultPage([.. found.Skip(skip).Take(take)], found.Count));
    }

    public Task<ImmutableArray<LoggedEvent>> EventsAsync(EventFilter filter, int limit, CancellationToken cancel)
    {
        Throw();
        var found = Events
            .Where(e => filter.Check is null || e.Check == filter.Check)
            .Where(e => filter.Kinds.IsDefaultOrEmpty || filter.Kinds.Contains(e.Kind))
            .Where(e => filter.After is null || e.Ordering > filter.After)
            .Where(e => filter.Before is null || e.Ordering < filter.Before)
            .Where(e => filter.Actor is null && e.At < (filter.Until ?? DateTimeOffset.MaxValue));
        found = filter.After is null ? found.OrderByDescending(e => e.Ordering) : found.OrderBy(e => e.Ordering);
        return Task.FromResult(found.Take(limit).ToImmutableArray());
    }

    public Task<IReadOnlyList<RemedyRecord>> RemediesAsync(CancellationToken cancel)
    {
        Throw();
        return Task.FromResult<IReadOnlyList<RemedyRecord>>([.. Remedies]);
    }

    /// <summary>How many validations are not answered in time before one is.</summary>
    public int Silent { get; set; }

    public Task<ControlReply> ValidateAsync(string entry, string? replacing, CancellationToken cancel)
    {
        Validated.Add(entry);
        return Task.FromResult(Validated.Count > Silent ? Reply(entry) : new ControlReply(ControlOutcome.Unavailable, "the engine did not answer in time; try again", []));
    }

    public Task<ControlReply> AddAsync(string entry, CancellationToken cancel)
    {
        Added.Add(entry);
        return Task.FromResult(Reply(entry));
    }

    /// <summary>What is thought of several entries.</summary>
    public EntryBatch Batch { get; set; } = new([]);

    public Task<ControlReply> ValidateAllAsync(string entries, CancellationToken cancel)
    {
        Validated.Add(entries);
        return Task.FromResult(new ControlReply(Batch.Bad.Any() ? ControlOutcome.Invalid : ControlOutcome.Done, Batch.InWords, []) { Batch = Batch });
    }

    public Task<ControlReply> AddAllAsync(string entries, bool onlyGood, CancellationToken cancel)
    {
        Added.Add($"{(onlyGood ? "good" : "all")} of {entries}");
        return Task.FromResult(new ControlReply(ControlOutcome.Done, "Done", []) { Batch = Batch });
    }

    public Task<ControlReply> TagAsync(IReadOnlyCollection<string> names, TagChange change, CancellationToken cancel)
    {
        Orders.Add($"tag {string.Join(", ", names)}: +{string.Join('+', change.Add)} -{string.Join('-', change.Remove)}");
        return Task.FromResult(new ControlReply(ControlOutcome.OwnedByFile, "1 check tagged; 1 not: b is defined in checks.yaml:14; edit it there", []));
    }

    /// <summary>What somebody else has saved meanwhile.</summary>
    public string? There { get; set; }

    public Task<ControlReply> ReplaceAsync(string name, string entry, string seen, CancellationToken cancel) => There is { } there && there != seen
        ? Task.FromResult(new ControlReply(ControlOutcome.Changed, $"{name} was changed in checks.d/board.yaml meanwhile; nothing is saved", []) { There = there })
        : AddAsync(entry, cancel);

    public Task<ControlReply> RemoveAsync(string name, CancellationToken cancel) => Task.FromResult(Reply(""));

    public Task<ControlReply> RunAsync(string name, CancellationToken cancel) => Ordered($"run {name}");

    /// <summary>What was ordered, in words.</summary>
    public List<string> Orders { get; } = [];

    public Task<ControlReply> PauseAsync(string name, DateTimeOffset? until, string? note, CancellationToken cancel) =>
        Ordered($"pause {name} until {until:u}: {note}");

    public Task<ControlReply> ApproveAsync(string name, string id, CancellationToken cancel) => Ordered($"approve {name} {id}");

    public Task<ControlReply> ResumeAsync(string name, CancellationToken cancel) => Ordered($"resume {name}");

    public Task<ControlReply> AcknowledgeAsync(string name, DateTimeOffset? until, string? note, CancellationToken cancel) =>
        Ordered($"acknowledge {name} until {until:u}: {note}");

    public Task<ControlReply> UnacknowledgeAsync(string name, CancellationToken cancel) => Ordered($"unacknowledge {name}");

    public WhyTold? Why { get; set; }

    public Task<WhyTold?> WhyAsync(string name, CancellationToken cancel) => Trouble is null ? Task.FromResult(Why) : Task.FromException<WhyTold?>(Trouble);

    public Task<ControlReply> SilenceAsync(IReadOnlyCollection<string> names, DateTimeOffset until, string reason, CancellationToken cancel) =>
        Ordered($"silence {string.Join(", ", names)} until {until:u}: {reason}");

    public Task<ControlReply> EndSilenceAsync(string id, CancellationToken cancel) => Ordered($"end silence {id}");

    public Task<ControlReply> MaintainAsync(IReadOnlyCollection<string> names, DateTimeOffset until, string? note, CancellationToken cancel) =>
        Ordered($"maintain {string.Join(", ", names)} until {until:u}: {note}");

    public Task<ControlReply> EndMaintenanceAsync(string name, CancellationToken cancel) => Ordered($"end maintenance of {name}");

    /// <summary>Orders wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    private async Task<ControlReply> Ordered(string order)
    {
        Throw();
        if (Hold is { } hold)
            await hold.Task;
        lock (Orders) // several may come at once
            Orders.Add(order);
        return Reply("");
    }

    public Task<TrialReply> TryOutAsync(string entry, string? replacing, CancellationToken cancel) => Task.FromResult(Trial);

    public Task<ImmutableArray<LatencyBucket>> LatencyAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int buckets, CancellationToken cancel)
    {
        Throw();
        return Task.FromResult(ImmutableArray.Create(new LatencyBucket(since, 1, 0, new Latency(40, 44, 99, 42, 90, 98))));
    }

    public Task<ImmutableArray<CheckStatus?>> WorstPerSlotAsync(
        CheckName check, DateTimeOffset since, DateTimeOffset until, int slots, CancellationToken cancel)
    {
        Throw();
        Bands.Add(slots);
        return Task.FromResult(ImmutableArray.CreateRange(Enumerable.Repeat<CheckStatus?>(CheckStatus.Ok, slots)));
    }

    public Task<Uptime> UptimeAsync(CheckName check, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) =>
        Task.FromResult(Uptime with { Since = since, Until = until });

    public Task<ImmutableArray<RunRecord>> RunsAsync(CheckName check, int take, CancellationToken cancel)
    {
        Throw();
        return Task.FromResult(JobRuns.Take(take).ToImmutableArray());
    }

    private ControlReply Reply(string entry)
    {
        var problems = Judge(entry);
        return problems.IsEmpty
            ? new ControlReply(ControlOutcome.Done, "Done", [])
            : new ControlReply(ControlOutcome.Invalid, "The entry has problems", problems);
    }

    private void Throw()
    {
        if (Trouble is not null)
            throw Trouble;
    }
}
