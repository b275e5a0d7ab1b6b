using LinqToDB.Data;
using Npgsql;

namespace Monitor.Actors.History;

/// <summary>Finds out whether a batch was stored whose commit was sent and never answered.</summary>
/// <remarks>Only with a server can that happen; SQLite always answers. Used by the writing thread alone.</remarks>
internal sealed class CommitQueries
{
    private (long Transaction, ResultRow Last)? _unanswered;

    /// <summary>Those of the rows that are not stored yet; called before a transaction.</summary>
    public IReadOnlyList<ResultRow> Missing(DataConnection db, IReadOnlyList<ResultRow> rows)
    {
        if (_unanswered is not { } before)
            return rows;
        var isStored = IsStored(db, before.Transaction);
        _unanswered = null;
        if (!isStored)
            return rows;
        return [.. rows.Skip(rows.ToList().FindLastIndex(row => ReferenceEquals(row, before.Last)) + 1)];
    }

    /// <summary>Just before the commit.</summary>
    public void Sent(DataConnection db, ResultRow last)
    {
        if (HistorySchema.IsPostgres(db.DataProvider.Name))
            _unanswered = (db.Execute<long>("SELECT txid_current()"), last);
    }

    public void Answered() => _unanswered = null;

    private static bool IsStored(DataConnection db, long transaction)
    {
        try
        {
            return db.Execute<string?>("SELECT txid_status(@id)", new DataParameter("id", transaction)) switch
            {
                "committed" => true,
                "in progress" => throw new InvalidOperationException("the database has not finished the last batch"),
                _ => false,
            };
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            return false; // another server took over and has never seen the transaction
        }
    }
}
