using System.Collections.Immutable;
using System.Globalization;
using Monitor.Actors.Health;
using Monitor.Web.Api;
using Monitor.Web.Shared;

namespace Monitor.Web.Health;

/// <summary>One figure of the engine page: what it is called, what it is, whether that is bad, and what it means.</summary>
/// <param name="Look">OK for what cannot be bad.</param>
public sealed record EngineFigure(string Id, string Name, string Value, StatusLook Look, string Meaning);

/// <summary>Figures that belong together.</summary>
public sealed record EngineGroup(string Title, ImmutableArray<EngineFigure> Figures);

/// <summary>The engine's vitals in words and numbers for people.</summary>
public static class EngineFigures
{
    private const double SlowJournal = 1;
    private const int LongQueue = 20_000;

    public static ImmutableArray<EngineGroup> Of(EngineVitals now) => [Rounds(now), Results(now), Decisions(now), Process(now)];

    /// <summary>The page's first sentence.</summary>
    public static string Headline(EngineVitals now) => now switch
    {
        { At.Ticks: 0 } => "The engine is starting",
        { Problems: [var only] } => $"The monitor is in trouble: {only.Text}",
        { Problems.IsEmpty: false } => $"The monitor has {now.Problems.Length} problems",
        { JournalTrouble: { } why } => why,
        { History.Trouble: { } why } => why,
        _ => Odd(now) is { Length: > 0 } odd ? $"The monitor works; look at: {odd}" : "The monitor is well",
    };

    public static StatusLook Look(EngineVitals now) =>
        now.At == default ? StatusLook.NoData
        : !now.Problems.IsEmpty || now.JournalTrouble is not null || now.History.Trouble is not null ? StatusLook.Fail
        : Odd(now).Length > 0 ? StatusLook.Warn
        : StatusLook.Ok;

    /// <summary>The names of the figures that are not as they should be.</summary>
    private static string Odd(EngineVitals now) => string.Join(", ", Of(now).SelectMany(group => group.Figures)
        .Where(figure => figure.Look == StatusLook.Warn || figure.Look == StatusLook.Fail).Select(figure => figure.Name.Split(',')[0].ToLowerInvariant()));

    private static EngineGroup Rounds(EngineVitals now) => new("Rounds",
    [
        new("lateness", "Lateness, last minute", $"p50 {Duration(now.Lateness.P50)} · p99 {Duration(now.Lateness.P99)} · max {Duration(now.Lateness.Max)}",
            now.Lateness.P99 > now.MaxLateness ? StatusLook.Fail : now.Lateness.P99 > now.MaxLateness / 2 ? StatusLook.Warn : StatusLook.Ok,
            $"How much later than planned rounds start. Overloaded above a p99 of {Duration(now.MaxLateness)}"),
        new("rounds", "Rounds finished", $"{now.RoundsPerSecond.ToString("N1", CultureInfo.InvariantCulture)} /s · {Count(now.RoundsFinished)}", StatusLook.Ok,
            $"Of {Count(now.Checks)} checks, over ten seconds and since the start"),
        new("starved", "Starved", Checks(now.Starved), Bad(now.Starved), "Due for more than an interval, and still not probed"),
        new("stalled", "Stalled", Checks(now.Stalled), Bad(now.Stalled), "No round has ended for two intervals and the longest that a round takes; shown as NO DATA"),
        new("skipped", "Skipped", Count(now.RoundsSkipped), StatusLook.Ok, "Rounds left out because the one before was still under way, or after a freeze"),
        new("probes", "Probes in flight", $"{Count(now.ProbesInFlight)} of {Count(now.MaxProbesInFlight)}{(now.ProbesWaiting > 0 ? $" · {Count(now.ProbesWaiting)} wait" : "")}",
            now.ProbesWaiting > 0 || now.MaxProbesInFlight > 0 && now.ProbesInFlight >= now.MaxProbesInFlight ? StatusLook.Warn : StatusLook.Ok, "Slow targets wait for each other, prompt ones for none of them; to one host go a few at a time"),
    ]);

    private static EngineGroup Results(EngineVitals now) => new("Results",
    [
        new("queued", "Waiting", Count(now.History.Queued), now.History.Trouble is not null ? StatusLook.Fail : now.History.Queued > LongQueue ? StatusLook.Warn : StatusLook.Ok,
            now.History.Trouble ?? "Results that wait to be written; beyond 200,000 the oldest are dropped"),
        new("written", "Written", Count(now.History.Written), StatusLook.Ok, "Since the start"),
        new("dropped", "Dropped", Count(now.History.Dropped), now.History.Dropped > 0 ? StatusLook.Warn : StatusLook.Ok, "Results given up since the start: gaps in charts"),
        new("batch", "Last batch", Duration(now.History.LastBatch), now.History.LastBatch > SlowJournal ? StatusLook.Warn : StatusLook.Ok, "How long it took to write"),
        new("database", "Database", Bytes(now.DatabaseBytes), StatusLook.Ok, "Decisions and results together, on disk"),
    ]);

    private static EngineGroup Decisions(EngineVitals now) => new("Decisions and alerts",
    [
        new("persist", "Storing a decision, last 5 min", now.Persists.Count == 0 ? "–" : $"p50 {Duration(now.Persists.P50)} · p99 {Duration(now.Persists.P99)}",
            now.JournalTrouble is not null ? StatusLook.Fail : now.Persists.P99 > SlowJournal ? StatusLook.Warn : StatusLook.Ok,
            now.JournalTrouble ?? "From handing it to the journal until it is on disk; a test writes one every minute"),
        new("failures", "Not stored", Count(now.PersistFailures), now.PersistFailures > 0 ? StatusLook.Warn : StatusLook.Ok, "Decisions that the journal refused since the start; their checks start again"),
        new("recovery", "Slowest recovery", Duration(now.SlowestRecovery), StatusLook.Ok, "The longest that a check took to read its journal"),
        new("alerts", "Alerts waiting", ByName(now.AlertsQueued), now.AlertsQueued.IsEmpty ? StatusLook.Ok : StatusLook.Warn, "Not accepted by their channel yet; tried again by themselves"),
        new("heartbeat", "Heartbeat out", now.Heartbeat?.Target ?? "not configured",
            now.Heartbeat is { Trouble: not null } ? StatusLook.Fail : now.Heartbeat is { SentAt: null } ? StatusLook.NoData : StatusLook.Ok,
            now.Heartbeat is { } beat ? beat.Trouble ?? (beat.SentAt is null ? "The first is still to come" : $"Accepted {Spans.Short(now.At - beat.SentAt.Value)} ago, every {Spans.Short(beat.Interval)}")
                : "Tells a watcher elsewhere that this monitor works: global.heartbeat"),
    ]);

    private static EngineGroup Process(EngineVitals now) => new("Process",
    [
        new("uptime", "Running for", now.At == default ? "–" : Spans.Short(now.At - now.StartedAt), StatusLook.Ok, "Since the last start"),
        new("memory", "Memory", Bytes(now.MemoryBytes), StatusLook.Ok, "Of the whole process, as the operating system counts it"),
        new("restarts", "Actors started again", ByName(now.Restarts), now.Restarts.IsEmpty ? StatusLook.Ok : StatusLook.Warn, "After trouble, since the start; nothing that was stored is lost"),
        new("dead-letters", "Dead letters", ByName(now.DeadLetters), StatusLook.Ok, "Messages whose receiver was gone, by type; a few are normal when checks are removed"),
        new("version", "Version", EngineVersion.Text, StatusLook.Ok, "Of this program"),
    ]);

    private static StatusLook Bad(int count) => count > 0 ? StatusLook.Fail : StatusLook.Ok;

    private static string Checks(int count) => count == 1 ? "1 check" : $"{Count(count)} checks";

    private static string ByName(ImmutableSortedDictionary<string, long> counts) =>
        counts.IsEmpty ? "none" : string.Join(", ", counts.Select(one => $"{one.Key} {Count(one.Value)}"));

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Duration(double seconds) => seconds switch
    {
        0 => "0 ms",
        < 0.01 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.#} ms"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
    };

    private static string Bytes(long? bytes) => bytes is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"{count / 1024.0 / 1024.0:N1} MiB")
        : "–";
}
