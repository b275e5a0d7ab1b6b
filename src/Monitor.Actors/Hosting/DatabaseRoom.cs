using System.Globalization;

namespace Monitor.Actors.Hosting;

/// <summary>How much the database's files take, and how much room is left beside them.</summary>
internal static class DatabaseRoom
{
    /// <summary>Null when there is no such file.</summary>
    public static long? Bytes(string? path)
    {
        try
        {
            return File.Exists(path) ? new[] { path, $"{path}-wal" }.Select(file => new FileInfo(file)).Where(file => file.Exists).Sum(file => file.Length) : null;
        }
        catch (IOException)
        {
            return null; // taken away between two looks
        }
    }

    /// <summary><c>/var/lib/monitor/monitor.db, 0 bytes free</c>; null when there is no such place.</summary>
    public static string? Shown(string? path)
    {
        if (path is null || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder))
            return null;
        try
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            return string.Create(CultureInfo.InvariantCulture, $"{path}, {free:N0} bytes free");
        }
        catch (IOException)
        {
            return path;
        }
    }
}
