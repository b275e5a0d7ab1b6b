using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;

namespace Monitor.Web.Check;

/// <summary>The past of one check as its page shows it; each part loads by itself, and fails by itself.</summary>
/// <param name="hasRuns">There is a job behind the check.</param>
public sealed class CheckPast(CheckName name, bool hasRuns, ICheckHistory history, IArchive archive, TimeProvider clock)
{
    public const int RecentRuns = 12;
    public const int RecentEvents = 15;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private PastRange _wanted = PastRange.Band[0];

    /// <summary>What the band shows.</summary>
    public PastRange Range { get; private set; } = PastRange.Band[0];

    /// <summary>When the band ends.</summary>
    public DateTimeOffset Until { get; private set; }

    public ImmutableArray<CheckStatus?> Slots { get; private set; }

    /// <summary>Of each range of <see cref="PastRange.Band"/>; up to now, not to the end of the band.</summary>
    public ImmutableArray<Uptime> Uptimes { get; private set; } = [];

    public Uptime? DayUptime => Uptimes.FirstOrDefault();

    public Uptime? RangeUptime => Uptimes.ElementAtOrDefault(PastRange.Band.IndexOf(Range));

    public ImmutableArray<ResultRow> Runs { get; private set; }

    /// <summary>Of the job behind the check, newest first.</summary>
    public ImmutableArray<RunRecord> JobRuns { get; private set; }

    public ImmutableArray<LoggedEvent> Events { get; private set; }

    public Latency? DayLatency => DayUptime?.Latency;

    public bool Loaded { get; private set; }

    /// <summary>Why the numbers, the runs or the log could not be read; null when they could.</summary>
    public string? NumbersTrouble { get; private set; }

    public string? RunsTrouble { get; private set; }

    public string? EventsTrouble { get; private set; }

    public string? JobRunsTrouble { get; private set; }

    public async Task LoadAsync(CancellationToken cancel)
    {
        await NumbersAsync(cancel);
        await RunsAsync(cancel);
        await JobRunsAsync(cancel);
        await EventsAsync(cancel);
        Loaded = true;
    }

    public async Task NumbersAsync(CancellationToken cancel) => NumbersTrouble = await TryAsync(async () =>
    {
        var now = clock.GetUtcNow();
        await BandAsync(now, cancel);
        var uptimes = new List<Uptime>();
        foreach (var range in PastRange.Band)
            uptimes.Add(await history.UptimeAsync(name, now - range.Span, now, cancel));
        Uptimes = [.. uptimes];
    });

    public async Task ShowAsync(PastRange range, CancellationToken cancel)
    {
        _wanted = range;
        NumbersTrouble = await TryAsync(() => BandAsync(clock.GetUtcNow(), cancel));
    }

    public async Task RunsAsync(CancellationToken cancel) => RunsTrouble = await TryAsync(async () =>
        Runs = (await archive.ResultsAsync(new ResultFilter(clock.GetUtcNow() - Day, Check: name), 0, RecentRuns, cancel)).Rows);

    public async Task JobRunsAsync(CancellationToken cancel)
    {
        if (hasRuns)
            JobRunsTrouble = await TryAsync(async () => JobRuns = await history.RunsAsync(name, RunChart.Most, cancel));
    }

    public async Task EventsAsync(CancellationToken cancel) => EventsTrouble = await TryAsync(async () =>
        Events = await archive.EventsAsync(new EventFilter(name.Value), RecentEvents, cancel));

    private async Task BandAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var range = _wanted;
        var (since, until) = range.Ending(now);
        var slots = await history.WorstPerSlotAsync(name, since, until, range.Parts, cancel);
        if (range == _wanted)
            (Range, Until, Slots) = (range, until, slots);
    }

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
