using Microsoft.Data.Sqlite;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Looks at the database as it lies on disk, without disturbing what a crash left there.</summary>
public static class Database
{
    /// <returns><c>ok</c>, or what is wrong.</returns>
    public static string Integrity(Workplace place)
    {
        using var copy = new Workplace();
        foreach (var suffix in (string[])["", "-wal"])
            if (place.Has($"data/monitor.db{suffix}"))
                File.Copy(place.Path($"data/monitor.db{suffix}"), copy.Path($"monitor.db{suffix}"));
        if (!copy.Has("monitor.db"))
            return "ok"; // killed before there was one
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy.Path("monitor.db"), Pooling = false }.ToString());
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!; // always answers
    }
}
