using System.Collections.Immutable;
using System.Text;
using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.Alerts.Silences;
using Monitor.Actors.Checks;
using Monitor.Actors.Health;
using Monitor.Actors.Reports;

namespace Monitor.Actors.Journal;

/// <summary>Reads the journal as people read a diary: newest first, one sentence an event.</summary>
/// <remarks>Reads the journal's own table, so it can neither lag behind it nor differ from it.</remarks>
public sealed class EventLog(DataOptions options)
{
    private const int MaxLimit = 1_000;

    private static readonly string Prefix = CheckActor.IdPrefix;

    private static readonly string[] OfChannels = ["alert-held", "alert-delivered", "alert-abandoned"];

    /// <summary>Every kind that there can be.</summary>
    public static IEnumerable<string> Kinds => [.. EventManifests.All, SilenceSerializer.Begun, SilenceSerializer.Ended, .. ReportSerializer.All];

    public Task<ImmutableArray<LoggedEvent>> ReadAsync(EventFilter filter, int limit, CancellationToken cancel = default) =>
        Task.Run(() => Read(filter, Math.Clamp(limit, 1, MaxLimit)), cancel);

    private ImmutableArray<LoggedEvent> Read(EventFilter filter, int limit)
    {
        using var db = new DataConnection(options);
        var rows = db.Journal().Where(row => !row.IsDeleted && row.PersistenceId != JournalMarkActor.Id);
        if (filter.Check is { } check)
            rows = rows.Where(row => row.PersistenceId == Prefix + check);
        if (!filter.Kinds.IsDefaultOrEmpty)
            rows = rows.Where(row => filter.Kinds.ToArray().Contains(row.Manifest));
        if (filter.Since is { } since)
            rows = rows.Where(row => row.Created >= since.UtcTicks);
        if (filter.Until is { } until)
            rows = rows.Where(row => row.Created < until.UtcTicks);
        rows = Of(filter.Actor, rows);
        if (filter.Before is { } before)
            rows = rows.Where(row => row.Ordering < before);
        rows = filter.After is { } after
            ? rows.Where(row => row.Ordering > after).OrderBy(row => row.Ordering)
            : rows.OrderByDescending(row => row.Ordering);
        return [.. rows.Take(limit).AsEnumerable().Select(Logged)];
    }

    private static IQueryable<JournalRow> Of(EventActor? actor, IQueryable<JournalRow> rows) => actor switch
    {
        EventActor.Check => rows.Where(row => row.PersistenceId.StartsWith(Prefix) && !OfChannels.Contains(row.Manifest)),
        EventActor.Channel => rows.Where(row => OfChannels.Contains(row.Manifest)),
        EventActor.Silence => rows.Where(row => row.PersistenceId == SilencesActor.Id),
        EventActor.Report => rows.Where(row => row.PersistenceId == ReportsActor.Id),
        _ => rows,
    };

    internal static LoggedEvent Logged(JournalRow row)
    {
        var json = Encoding.UTF8.GetString(row.Message);
        var check = row.PersistenceId.StartsWith(Prefix, StringComparison.Ordinal) ? row.PersistenceId[Prefix.Length..] : row.PersistenceId;
        var (at, text) = Describe(row);
        return new LoggedEvent(row.Ordering, at, check, row.SequenceNumber, row.Manifest, text, json);
    }

    /// <summary>A damaged event is shown as such; it must not hide the others.</summary>
    private static (DateTimeOffset At, string Text) Describe(JournalRow row)
    {
        try
        {
            if (row.PersistenceId == SilencesActor.Id)
                return SilenceText.Of(SilenceSerializer.Read(row.Message, row.Manifest));
            if (row.PersistenceId == ReportsActor.Id)
                return ReportEventText.Of(ReportSerializer.Read(row.Message, row.Manifest));
            var happened = EventJson.Read(row.Message, row.Manifest);
            return (happened.At, EventText.Of(happened));
        }
        catch (JournalFormatException e)
        {
            return (new DateTimeOffset(row.Created, TimeSpan.Zero), e.Message); // the journal writes ticks
        }
    }
}

/// <summary>Which events are wanted; nulls ask for all.</summary>
/// <param name="Check">Events of this check only.</param>
/// <param name="Kinds">Manifests, such as <c>down</c>; empty for all.</param>
/// <param name="After">Only events with a greater ordering, oldest first: for readers that follow along.</param>
/// <param name="Before">Only events with a smaller ordering, newest first: for paging back.</param>
public sealed record EventFilter(
    string? Check = null, ImmutableArray<string> Kinds = default, long? After = null, long? Before = null)
{
    public EventActor? Actor { get; init; }

    /// <summary>Only what was stored then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what was stored before.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>Who says what an event tells.</summary>
public enum EventActor
{
    Check,

    /// <summary>What became of a check's alert.</summary>
    Channel,
    Silence,
    Report,
}

/// <summary>One journaled event with its place in the journal and in its check's own diary.</summary>
/// <param name="Ordering">Position in the whole journal.</param>
/// <param name="Kind">The manifest, such as <c>down</c>.</param>
/// <param name="Text">What happened, as a sentence.</param>
/// <param name="Json">The event as stored.</param>
public sealed record LoggedEvent(
    long Ordering, DateTimeOffset At, string Check, long SequenceNr, string Kind, string Text, string Json);
