namespace Monitor.Actors.Health;

/// <summary>What a database said, in words that tell an operator what to look for; pure.</summary>
public static class StorageError
{
    /// <param name="room">The file and how much room there is, when known.</param>
    public static string Explain(string reason, string? room = null) =>
        Says(reason, "database is locked") || Says(reason, "database table is locked") ? "the database is locked by another process"
        : Says(reason, "disk is full") || Says(reason, "No space left") ? $"storage full{(room is null ? "" : $": {room}")}"
        : reason;

    private static bool Says(string reason, string words) => reason.Contains(words, StringComparison.OrdinalIgnoreCase);
}
