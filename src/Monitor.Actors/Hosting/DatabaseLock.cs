namespace Monitor.Actors.Hosting;

/// <summary>Held while a monitor runs: two of them on one database would decide everything twice.</summary>
/// <remarks>The operating system lets go of it when the process ends, however it ends.</remarks>
public sealed class DatabaseLock : IDisposable
{
    private readonly FileStream _file;

    private DatabaseLock(FileStream file) => _file = file;

    /// <summary>Null when another process holds it.</summary>
    public static DatabaseLock? TryTake(string databasePath)
    {
        try
        {
            return new DatabaseLock(new FileStream($"{databasePath}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
