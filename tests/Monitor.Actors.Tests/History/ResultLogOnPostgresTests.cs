using Monitor.Actors.Tests.Support;
using Monitor.Tests.Shared;
using static Monitor.Actors.Tests.History.HistoryHouse;

namespace Monitor.Actors.Tests.History;

/// <inheritdoc/>
public sealed class ResultLogOnPostgresTests(PostgresServer server) : ResultLogTests(() => PostgresHouse.OpenAsync(server))
{
    private readonly PostgresServer _server = server;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_whose_commit_is_not_answered_is_stored_once(bool heard)
    {
        await using var relay = new TcpRelay(_server.Address);
        using var house = await PostgresHouse.OpenAsync(_server, relay.Address);
        await using var log = house.Log();
        log.Append(Row(0));
        await log.FlushAsync(Limit);

        relay.CutAt("COMMIT\0", heard); // not the COMMITTED of a transaction's beginning
        log.Append(Row(1));
        log.Append(Row(1, check: Db));
        await log.FlushAsync(Limit);
        log.Append(Row(2));
        await log.FlushAsync(Limit);

        Assert.Equal([Row(2), Row(1), Row(1, check: Db), Row(0)], (await house.AllAsync()).Rows);
        Assert.NotNull(log.Health.LastError);
        Assert.True(log.Health.IsWell);
    }
}
