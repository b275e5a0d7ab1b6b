using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Hosting;
using Monitor.Actors.Journal;

namespace Monitor.Actors.Tests.Support;

/// <summary>A journal as a test has written it, in the database of an engine that does not run: nobody else writes.</summary>
internal static class StoredJournal
{
    /// <summary>The services of the engine, with that journal.</summary>
    public static async Task InAsync(TempFolder folder, IEnumerable<JournalRow> rows, Func<IServiceProvider, Task> test)
    {
        folder.Write("checks.yaml", "checks: []\n");
        await using var engine = EngineHost.Build(folder.Path);
        Assert.Empty(await engine.GetRequiredService<EngineStart>().CheckAsync());
        await using (var db = new DataConnection(engine.GetRequiredService<EngineStart>().Store.Journal))
        {
            await db.ExecuteAsync("""
                CREATE TABLE journal (
                  ordering INTEGER PRIMARY KEY, deleted BOOLEAN NOT NULL, persistence_id VARCHAR(255) NOT NULL, sequence_number BIGINT NOT NULL,
                  created BIGINT NOT NULL, manifest VARCHAR(500), writer_uuid VARCHAR(128), message BYTEA NOT NULL, UNIQUE (persistence_id, sequence_number))
                """, TestContext.Current.CancellationToken);
            await db.BulkCopyAsync(rows, TestContext.Current.CancellationToken);
        }

        await test(engine);
    }

    /// <summary>Of any number of checks, in order; each is numbered in its check's own diary.</summary>
    public static IEnumerable<JournalRow> Rows(IEnumerable<(string Check, CheckEvent Happened)> diary)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return diary.Select((stored, index) => Row(
            1_000 + index, CheckActor.IdPrefix + stored.Check, numbers[stored.Check] = numbers.GetValueOrDefault(stored.Check) + 1,
            stored.Happened.At, EventManifests.Of(stored.Happened), EventJson.Write(stored.Happened)));
    }

    public static JournalRow Row(int ordering, string id, int number, DateTimeOffset at, string manifest, byte[] message) => new()
    {
        Ordering = ordering,
        PersistenceId = id,
        SequenceNumber = number,
        Created = at.UtcTicks,
        Manifest = manifest,
        Message = message,
        Writer = "a test",
    };
}
