using LinqToDB.Data;
using Microsoft.Extensions.Logging;
using Monitor.Actors.Checks;

namespace Monitor.Actors.History;

/// <summary>Writes down every result, in the database and in the results file: the one writer of both.</summary>
/// <remarks>
/// <see cref="Append"/> may be called by anyone at any rate: it never waits and never throws. Trouble with the database
/// does not reach the file, nor the other way round, and neither reaches a check.
/// </remarks>
public sealed class ResultLog : IAsyncDisposable
{
    /// <summary>COPY on PostgreSQL, inserts of many rows on SQLite.</summary>
    private static readonly BulkCopyOptions BulkCopy = new(BulkCopyType: BulkCopyType.ProviderSpecific);

    private readonly HistoryDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResultsFile? _file;
    private readonly PlaceQueries _places = new();
    private readonly CommitQueries _commits = new();
    private readonly BatchLog _rows;
    private bool _ready;

    public ResultLog(
        HistoryDatabase database,
        TimeProvider time,
        ILogger<ResultLog> logger,
        ResultsFile? file = null,
        int capacity = BatchLimits.DefaultCapacity)
    {
        (_database, _time, _logger, _file) = (database, time, logger, file);
        _rows = new BatchLog(Write, new BatchLimits("history", capacity), time, logger);
    }

    /// <summary>Raised on the writing thread when the database fails, rows are dropped, or all is well again.</summary>
    public event Action<ResultLogHealth>? Turned
    {
        add => _rows.Turned += value;
        remove => _rows.Turned -= value;
    }

    /// <summary>Of the database; the file has its own.</summary>
    public ResultLogHealth Health => _rows.Health;

    public void Append(ResultRow row)
    {
        if (row.Check.Value is null || !Enum.IsDefined(row.Kind))
        {
            // A mistake in our code; let in, the row would hold up all that come after it.
            _logger.LogError("history: a result without a check or a kind was left out: {Row}", row);
            return;
        }

        _rows.Append(row);
        if (row.Note is null)
            _file?.Append(row);
    }

    /// <summary>
    /// Completes when everything appended before the call is in the database and the file, or dropped and counted; while
    /// they cannot be written it waits until <paramref name="cancel"/>.
    /// </summary>
    public Task FlushAsync(CancellationToken cancel = default) =>
        Task.WhenAll(_rows.FlushAsync(cancel), _file?.FlushAsync(cancel) ?? Task.CompletedTask);

    /// <summary>Tries once to write what waits. The file, which may serve others, is left to its owner.</summary>
    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private void Write(IReadOnlyList<ResultRow> rows)
    {
        var start = _time.GetTimestamp();
        try
        {
            WriteInOneTransaction(rows);
        }
        catch
        {
            // What the rolled-back transaction knew is not true; what is wrong may be a missing table.
            _places.Forget();
            _ready = false;
            throw;
        }
        finally
        {
            EngineMetrics.BatchDuration.Record(_time.GetElapsedTime(start).TotalSeconds);
        }
    }

    private void WriteInOneTransaction(IReadOnlyList<ResultRow> rows)
    {
        if (_database.IsGone() || !_ready)
        {
            _places.Forget();
            _database.EnsureCreated();
            _ready = true;
        }

        using var db = _database.Open();
        rows = _commits.Missing(db, rows);
        if (rows.Count == 0)
            return;
        using var transaction = db.BeginTransaction();
        _places.Begin(db);
        var stored = new List<StoredResult>(rows.Count);
        foreach (var row in rows)
            if (row.Note is { } note)
                _places.Put(db, row.Check, note);
            else
                stored.Add(_places.Put(db, row));
        stored.Sort(StoredResult.ByKey); // neighbours in the table one after another: a third less work
        db.BulkCopy(BulkCopy, stored);
        RollupLog.NoteLate(db, stored, _time.GetUtcNow());
        _commits.Sent(db, rows[^1]);
        transaction.Commit();
        _commits.Answered();
    }
}
