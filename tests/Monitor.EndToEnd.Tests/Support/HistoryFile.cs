using Microsoft.Data.Sqlite;

namespace Monitor.EndToEnd.Tests.Support;

/// <summary>The history of a monitor that is not running.</summary>
internal static class HistoryFile
{
    /// <summary>Makes everything in it older, so that a test has a long outage without waiting for one.</summary>
    public static void MoveBack(Workplace place, TimeSpan by)
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = place.Path("data/monitor.db"), Pooling = false }.ToString());
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = """
            UPDATE results SET at = at - @by;
            UPDATE paces SET since = since - @by;
            UPDATE engine_runs SET started_at = started_at - @by, last_beat = last_beat - @by;
            """;
        command.Parameters.AddWithValue("@by", (long)by.TotalMilliseconds);
        command.ExecuteNonQuery();
    }
}
