using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;

namespace Monitor.Web.Check;

/// <summary>The past of one check as its page shows it; each part loads by itself, and fails by itself.</summary>
public sealed class CheckPast(CheckName name, ICheckHistory history, IArchive archive, TimeProvider clock)
{
    public const int DaySlots = 144;
    public const int RecentRuns = 12;
    public const int RecentEvents = 15;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>When the day that is shown ends.</summary>
    public DateTimeOffset Until { get; private set; }

    public ImmutableArray<CheckStatus?> Slots { get; private set; }

    public ImmutableArray<ResultRow> Runs { get; private set; }

    public ImmutableArray<LoggedEvent> Events { get; private set; }

    public LatencyPoint? DayLatency { get; private set; }

    public double? Uptime { get; private set; }

    public bool Loaded { get; private set; }

    /// <summary>Why the numbers, the runs or the log could not be read; null when they could.</summary>
    public string? NumbersTrouble { get; private set; }

    public string? RunsTrouble { get; private set; }

    public string? EventsTrouble { get; private set; }

    public async Task LoadAsync(CancellationToken cancel)
    {
        await NumbersAsync(cancel);
        await RunsAsync(cancel);
        await EventsAsync(cancel);
        Loaded = true;
    }

    public async Task NumbersAsync(CancellationToken cancel) => NumbersTrouble = await TryAsync(async () =>
    {
        var until = clock.GetUtcNow();
        var since = until - Day;
        var slots = await history.WorstPerSlotAsync(name, since, until, DaySlots, cancel);
        var day = await history.LatencyAsync(name, since, until, 1, cancel);
        var uptime = await history.UptimeAsync(name, since, until, cancel);
        (Until, Slots, DayLatency, Uptime) = (until, slots, day.IsEmpty ? null : day[0], uptime);
    });

    public async Task RunsAsync(CancellationToken cancel) => RunsTrouble = await TryAsync(async () =>
        Runs = (await archive.ResultsAsync(new ResultFilter(clock.GetUtcNow() - Day, Check: name), 0, RecentRuns, cancel)).Rows);

    public async Task EventsAsync(CancellationToken cancel) => EventsTrouble = await TryAsync(async () =>
        Events = await archive.EventsAsync(new EventFilter(name.Value), RecentEvents, cancel));

    private static async Task<string?> TryAsync(Func<Task> read)
    {
        try
        {
            await read();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.Message;
        }
    }
}
