using System.Collections.Immutable;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Web.Check;

namespace Monitor.Web.Status;

/// <summary>What the status page needs of the past.</summary>
public interface IStatusPast
{
    Task<StatusPast> ReadAsync(PublicPage page, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Reads results and journal.</summary>
public sealed class StatusPastLoader(ResultQueries results, IncidentLog incidents) : IStatusPast
{
    private static readonly PastRange Longest = PastRange.Band[^1];

    public async Task<StatusPast> ReadAsync(PublicPage page, DateTimeOffset now, CancellationToken cancel)
    {
        var (since, until) = Longest.Ending(now);
        var records = ImmutableDictionary.CreateBuilder<CheckName, CheckRecord>();
        var maintenance = new Dictionary<string, ImmutableArray<(DateTimeOffset Since, DateTimeOffset Until)>>(StringComparer.Ordinal);
        foreach (var (name, _) in page.Checks)
        {
            records[name] = await RecordAsync(name, since, until, now, cancel);
            maintenance[name.Value] = await results.MaintenanceAsync(name, since, now, cancel);
        }

        var all = await incidents.ReadAsync(page.Checks.Select(check => check.Name), since, cancel);
        return new StatusPast(records.ToImmutable(), [.. all.Where(incident => !StatusPast.WasExpected(incident, maintenance[incident.Check], now))]);
    }

    private async Task<CheckRecord> RecordAsync(CheckName name, DateTimeOffset since, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel)
    {
        var days = await results.LatencySeriesAsync(name, since, until, StatusPast.DaysShown, cancel);
        var uptimes = new List<Uptime>();
        foreach (var range in PastRange.Band)
            uptimes.Add(await results.UptimeAsync(name, now - range.Span, now, cancel));
        return new CheckRecord([.. days.Select(day => new DayRecord(DateOnly.FromDateTime(day.At.UtcDateTime), day.Count, day.Fails))], [.. uptimes]);
    }
}
