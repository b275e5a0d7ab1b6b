using System.Collections.Immutable;
using Monitor.Actors.Alerts;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Actors.History;

namespace Monitor.Actors.Board;

/// <summary>What is wrong with the monitor itself, folded from what its parts publish; pure.</summary>
public sealed record EngineFaults
{
    private const string JournalPart = "journal";

    public static EngineFaults None { get; } = new();

    private ImmutableSortedDictionary<string, EngineTrouble> Parts { get; init; } = ImmutableSortedDictionary<string, EngineTrouble>.Empty;

    private ImmutableSortedDictionary<CheckName, JournalFailed> Journal { get; init; } =
        ImmutableSortedDictionary<CheckName, JournalFailed>.Empty;

    /// <summary>Why decisions cannot be stored; null when they can.</summary>
    public EngineTrouble? JournalProblem => Troubles.FirstOrDefault(trouble => trouble.IsOfEngine(JournalPart));

    public ImmutableArray<EngineTrouble> Troubles =>
        [.. JournalTrouble(), .. Journal.IsEmpty ? Parts.Values : Parts.Values.Where(part => !part.IsOfEngine(JournalPart))];

    public EngineFaults With(object news) => news switch
    {
        JournalFailed e => this with { Journal = Journal.SetItem(e.Check, Journal.TryGetValue(e.Check, out var first) ? e with { At = first.At } : e) },
        JournalWorks e => Journal.ContainsKey(e.Check) ? this with { Journal = Journal.Remove(e.Check) } : this,
        CheckGone e => Journal.ContainsKey(e.Name) ? this with { Journal = Journal.Remove(e.Name) } : this,
        ChannelChanged e => WithPart(e.Channel, e.Trouble, e.At, isChannel: true),
        HistoryChanged e => WithPart("history", HistoryText(e.Health), e.At),
        JournalProbed e => WithPart(JournalPart, e.Trouble is null ? null : $"decisions cannot be stored: {StorageError.Explain(e.Trouble)}", e.At),
        EngineProblemChanged { Kind: EngineProblemKind.Overloaded or EngineProblemKind.Stalled or EngineProblemKind.Blind } e =>
            WithPart(e.Kind switch { EngineProblemKind.Overloaded => "overload", EngineProblemKind.Blind => "network", _ => "watchdog" }, e.Problem is { } problem ? EngineNotice.Banner(problem) : null, e.Problem?.Since ?? default),
        _ => this,
    };

    private EngineFaults WithPart(string part, string? text, DateTimeOffset at, bool isChannel = false)
    {
        var key = isChannel ? $"channel {part}" : part;
        if (text is null)
            return this with { Parts = Parts.Remove(key) };
        var since = Parts.TryGetValue(key, out var before) ? before.Since : at;
        return this with { Parts = Parts.SetItem(key, new EngineTrouble(part, text, since) { IsChannel = isChannel }) };
    }

    private IEnumerable<EngineTrouble> JournalTrouble()
    {
        if (Journal.IsEmpty)
            yield break;
        var worst = Journal.Values.MinBy(failed => failed.At)!; // the dictionary is not empty
        var who = Journal.Count == 1 ? $"{worst.Check} cannot store its decisions" : $"{Journal.Count} checks cannot store their decisions";
        yield return new EngineTrouble(JournalPart, $"{who}: {StorageError.Explain(worst.Reason)}", worst.At);
    }

    private static string? HistoryText(ResultLogHealth health) =>
        health.FailingSince is not null ? $"results are not written: {StorageError.Explain(health.LastError ?? "")}; {health.Queued} wait, {health.Dropped} dropped"
        : health.IsShedding ? $"results are dropped, {health.Dropped} so far: more arrive than can be written"
        : null;
}

/// <summary>Published when the history begins or ceases to be in trouble.</summary>
public sealed record HistoryChanged(ResultLogHealth Health, DateTimeOffset At);
