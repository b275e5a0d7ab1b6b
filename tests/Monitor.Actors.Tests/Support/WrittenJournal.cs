using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Hosting;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Tests.Support;

/// <summary>A journal that a test has written itself, for those who read it.</summary>
internal static class WrittenJournal
{
    public const int First = 1_000;

    /// <param name="happened">In order; the first has the number <see cref="First"/>.</param>
    public static async Task In(TempFolder folder, IEnumerable<(string Check, CheckEvent Happened)> happened, Func<IServiceProvider, Task> test)
    {
        folder.Write("checks.yaml", "checks: []\n");
        await using var engine = EngineHost.Build(folder.Path); // not started: nobody else writes
        Assert.Empty(await engine.GetRequiredService<EngineStart>().CheckAsync());
        await using (var db = new DataConnection(engine.GetRequiredService<EngineStart>().Store.Journal))
        {
            await db.ExecuteAsync("""
                CREATE TABLE journal (
                  ordering INTEGER PRIMARY KEY, deleted BOOLEAN NOT NULL, persistence_id VARCHAR(255) NOT NULL, sequence_number BIGINT NOT NULL,
                  created BIGINT NOT NULL, manifest VARCHAR(500), writer_uuid VARCHAR(128), message BYTEA NOT NULL, UNIQUE (persistence_id, sequence_number))
                """, TestContext.Current.CancellationToken);
            await db.BulkCopyAsync(happened.Select((stored, index) => Row(First + index, stored.Check, stored.Happened)), TestContext.Current.CancellationToken);
        }

        await test(engine);
    }

    private static JournalRow Row(int ordering, string check, CheckEvent happened) => new()
    {
        Ordering = ordering,
        PersistenceId = CheckActor.IdPrefix + check,
        SequenceNumber = ordering,
        Created = happened.At.UtcTicks,
        Manifest = EventManifests.Of(happened),
        Message = EventJson.Write(happened),
        Writer = "a test",
    };
}
