using LinqToDB;
using LinqToDB.Data;
using Monitor.Actors.History;

namespace Monitor.Actors.Journal;

/// <summary>The journal's table as others read it.</summary>
internal static class JournalTable
{
    /// <summary>Empty in the first moments of a new database: the journal makes its table when it is first written to.</summary>
    public static IQueryable<JournalRow> Journal(this DataConnection db) => db.Has("journal") ? db.GetTable<JournalRow>() : Array.Empty<JournalRow>().AsQueryable();

    public static bool Has(this DataConnection db, string table) => db.Execute<int>(HistorySchema.IsSqlite(db.DataProvider.Name)
        ? "SELECT COUNT(*) FROM sqlite_master WHERE name = @table"
        : "SELECT COUNT(to_regclass(@table))", new DataParameter("table", table)) > 0;
}
