namespace Monitor.Actors.Tests.Support;

/// <summary>A test that holds on every database: a folder for an engine, and the database it runs on.</summary>
public abstract class StoreTest(TestStore store) : IAsyncLifetime
{
    protected TempFolder Folder { get; } = new();

    protected TestStore Store => store;

    public async ValueTask InitializeAsync() => await store.PrepareAsync(Folder);

    public async ValueTask DisposeAsync()
    {
        await store.EndAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
