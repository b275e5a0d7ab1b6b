using LinqToDB;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Monitor.Actors.History;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

/// <inheritdoc/>
public sealed class ResultLogOnSqliteTests() : ResultLogTests(OnSqlite)
{
    [Fact]
    public async Task A_database_that_was_taken_away_is_made_anew()
    {
        await using var log = House.Log();
        log.Append(Row(0));
        await log.FlushAsync(Limit);
        foreach (var ending in new[] { "", "-wal", "-shm" })
            File.Delete(House.DatabasePath + ending);

        log.Append(Row(1));
        await log.FlushAsync(Limit);

        Assert.Equal(Noon.AddSeconds(1), Assert.Single((await House.AllAsync()).Rows).At);
    }

    [Fact]
    public async Task Another_process_sees_every_flushed_row_without_an_orderly_end()
    {
        await using var log = House.Log();
        log.Append(Row(0));
        await log.FlushAsync(Limit);

        // The files as a kill -9 would leave them: nothing closed, nothing checkpointed.
        foreach (var ending in new[] { "", "-wal" }.Where(ending => File.Exists(House.DatabasePath + ending)))
            File.Copy(House.DatabasePath + ending, House.PathOf("left.db" + ending));
        var left = new HistoryDatabase(HistoryDatabase.InFile(House.PathOf("left.db")));
        var page = await new ResultQueries(left).PageAsync(new ResultFilter(Noon), 0, 10, Limit);

        Assert.Equal(Row(0), Assert.Single(page.Rows));
    }

    [Fact]
    public async Task The_file_is_in_wal_mode_and_rows_need_no_row_id()
    {
        await House.WriteAsync(Row(0));
        using var connection = new SqliteConnection($"Data Source={House.DatabasePath}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || (SELECT wr FROM pragma_table_list WHERE name = 'results')";

        Assert.Equal("wal1", command.ExecuteScalar());
    }

    [Fact]
    public async Task What_was_not_well_is_found_without_reading_what_was()
    {
        await House.WriteAsync(Row(0), Row(1, ResultKind.Fail));
        using var db = House.Database.Open();
        var failures = ResultQueries.Matching(db, new ResultFilter(Noon) { Kinds = [ResultKind.Fail] })!; // no check is asked for
        var query = failures.OrderByDescending(row => row.At).Take(50).ToSqlQuery();

        var plan = db.Query(reader => reader.GetString(3), $"EXPLAIN QUERY PLAN {query.Sql}", [.. query.Parameters]).ToList();

        Assert.Contains(plan, step => step.Contains("USING COVERING INDEX results_not_ok", StringComparison.Ordinal) || step.Contains("USING INDEX results_not_ok", StringComparison.Ordinal));
    }
}
