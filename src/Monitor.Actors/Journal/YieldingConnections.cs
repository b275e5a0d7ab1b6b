using System.Data.Common;
using System.Runtime.CompilerServices;
using LinqToDB.Interceptors;
using Microsoft.Data.Sqlite;

namespace Monitor.Actors.Journal;

/// <summary>Makes SQLite connections of the journal yield before they open, and sets what SQLite keeps per connection.</summary>
/// <remarks>
/// Microsoft.Data.Sqlite does its asynchronous work synchronously. Without the yield the journal commits each event inside
/// the stage that should be collecting the next ones, and batches hold one row: measured, a fifth of the throughput.
/// </remarks>
public sealed class YieldingConnections : ConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";

    private readonly ConditionalWeakTable<object, object> _prepared = [];

    public override async Task ConnectionOpeningAsync(ConnectionEventData eventData, DbConnection connection, CancellationToken cancellationToken) =>
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    public override Task ConnectionOpenedAsync(ConnectionEventData eventData, DbConnection connection, CancellationToken cancellationToken)
    {
        Prepare(connection);
        return Task.CompletedTask;
    }

    public override void ConnectionOpened(ConnectionEventData eventData, DbConnection connection) => Prepare(connection);

    private void Prepare(DbConnection connection)
    {
        if (connection is not SqliteConnection { Handle: { } handle } || _prepared.TryGetValue(handle, out _))
            return;
        _prepared.AddOrUpdate(handle, this);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
