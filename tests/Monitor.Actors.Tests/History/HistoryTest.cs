namespace Monitor.Actors.Tests.History;

/// <summary>A test of the history that holds on every database.</summary>
public abstract class HistoryTest(Func<Task<HistoryHouse>> build) : IAsyncLifetime
{
    protected HistoryHouse House { get; private set; } = null!; // set before any test

    public async ValueTask InitializeAsync() => House = await build();

    public ValueTask DisposeAsync()
    {
        House?.Dispose(); // null when there is no server
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>One more, for the test to dispose of.</summary>
    protected Task<HistoryHouse> AnotherAsync() => build();

    protected static Task<HistoryHouse> OnSqlite() => Task.FromResult(new HistoryHouse());
}
