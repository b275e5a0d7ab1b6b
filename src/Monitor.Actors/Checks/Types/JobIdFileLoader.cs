namespace Monitor.Actors.Checks.Types;

/// <summary>The file into which whoever starts jobs writes the newest id (PARITY J1).</summary>
public static class JobIdFileLoader
{
    public const string DefaultPath = ".last_job_id";

    private const int MaxLength = 256;

    /// <summary>The id and when it was written; null when there is no file yet.</summary>
    /// <exception cref="IOException">The file is there but cannot be read.</exception>
    public static (string Id, DateTimeOffset WrittenAt)? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxLength)
            return file.Exists ? ("", file.LastWriteTimeUtc) : null;
        return (File.ReadAllText(path).Trim(), file.LastWriteTimeUtc);
    }
}
