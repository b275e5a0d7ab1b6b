using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Web.Board;

namespace Monitor.Web.Engine;

/// <summary>How many checks failed over the last day.</summary>
public interface IFailingTrend
{
    Task<FailingDay> ReadAsync();
}

/// <summary>Reads it from the journal once a minute, however many pages show it.</summary>
public sealed class FailingTrend : IFailingTrend
{
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private readonly IncidentLog _log;
    private readonly BoardHub _board;
    private readonly TimeProvider _time;
    private readonly Kept<FailingTrend, FailingDay> _day;

    public FailingTrend(IncidentLog log, BoardHub board, TimeProvider time)
    {
        (_log, _board, _time) = (log, board, time);
        _day = new Kept<FailingTrend, FailingDay>(Age, time, _ => MakeAsync());
    }

    public Task<FailingDay> ReadAsync() => _day.GetAsync(this);

    private async Task<FailingDay> MakeAsync()
    {
        var now = _time.GetUtcNow();
        var told = await _log.DuringAsync(now - FailingDay.Span, now);
        var known = told.Where(incident => incident.Until is null).Select(incident => incident.Check).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var longer = _board.Current.Tiles.Where(tile => tile.Status == CheckStatus.Fail && tile.Since is not null && !known.Contains(tile.Name.Value)); // down since before
        return FailingDay.Of([.. told.Select(incident => (incident.Check, incident.Since, incident.Until)), .. longer.Select(tile => (tile.Name.Value, tile.Since ?? now, default(DateTimeOffset?)))], now);
    }
}
