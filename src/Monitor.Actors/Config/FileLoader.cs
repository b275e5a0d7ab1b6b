using System.Text;
using Monitor.Actors.Checks.Http;

namespace Monitor.Actors.Config;

/// <summary>Reads and writes small text files; whatever is wrong with a file becomes a problem with a fix.</summary>
internal static class FileLoader
{
    /// <param name="name">What problems call the file: its path as the operator wrote it.</param>
    /// <param name="taken">How many of the bytes other files have used already.</param>
    public static SourceText Read(string path, string name, int maxBytes, int taken = 0)
    {
        try
        {
            return Directory.Exists(path) ? SourceText.Refused(name, "this is a directory, not a file", "put the file in its place") : Content(path, name, maxBytes, taken);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileInfo(path).LinkTarget is { } target
                ? SourceText.Refused(name, $"a link to {target}, which does not exist", "repair the link")
                : SourceText.Refused(name, "the file does not exist", "create it");
        }
        catch (UnauthorizedAccessException)
        {
            return SourceText.Refused(name, "no permission to read the file", "let the monitor's user read it");
        }
        catch (IOException failed)
        {
            return SourceText.Refused(name, $"the file cannot be read: {failed.Message}", "check the disk and the path");
        }
    }

    /// <summary>Null when there is nothing at <paramref name="path"/>, not even a broken link.</summary>
    public static SourceText? ReadIfThere(string path, string name, int maxBytes) =>
        File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null ? Read(path, name, maxBytes) : null;

    /// <summary>All or nothing: readers see the old text or the new one, also after a crash.</summary>
    public static ConfigProblem? Write(string path, string name, string text)
    {
        try
        {
            var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!); // a full path of a file has a parent
            var draft = $"{target}.{Guid.NewGuid():N}.tmp";
            using (var stream = new FileStream(draft, FileMode.CreateNew))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return SourceText.Refused(name, $"the file cannot be written: {failed.Message}", "check the disk and who may write there").Problem;
        }
    }

    public static ConfigProblem? Delete(string path, string name)
    {
        try
        {
            File.Delete(path);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return SourceText.Refused(name, $"the file cannot be deleted: {failed.Message}", "delete it").Problem;
        }
    }

    private static SourceText Content(string path, string name, int maxBytes, int taken)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var most = Math.Max(0, maxBytes - taken);
        if (stream.CanSeek && stream.Length > most)
            return TooLarge(name, maxBytes, taken);
        var bytes = new byte[(stream.CanSeek ? stream.Length : most) + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > most ? TooLarge(name, maxBytes, taken) : SourceText.Decode(name, bytes.AsSpan(0, length));
    }

    private static SourceText TooLarge(string name, int maxBytes, int taken) => SourceText.Refused(
        name, $"{(taken > 0 ? "with the files before it " : "")}larger than {Sizes.Text(maxBytes)}",
        taken > 0 ? "remove what does not belong here" : "split it, or remove what does not belong here");
}
