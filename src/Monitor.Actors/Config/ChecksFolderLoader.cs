using System.Collections.Immutable;
using System.Text;

namespace Monitor.Actors.Config;

/// <summary>Reads the files of a folder of checks, in the order of their names; whatever is wrong becomes a problem of one of them.</summary>
internal static class ChecksFolderLoader
{
    private static readonly string[] Endings = [".yaml", ".yml"];

    /// <summary>The names of the files that count, one more than allowed at most; none when the folder cannot be listed.</summary>
    /// <param name="except">A file that is another's.</param>
    public static IReadOnlyList<string> Names(string folder, string? except, YamlLimits limits) => List(folder, except, limits) ?? [];

    /// <param name="shownAs">What problems call the folder.</param>
    /// <param name="taken">How many bytes of the limit others have used already.</param>
    public static ImmutableArray<SourceText> Read(string folder, string shownAs, string? except, YamlLimits limits, int taken)
    {
        if (!Directory.Exists(folder))
            return FileLoader.ReadIfThere(folder, shownAs, limits.MaxBytes) is null ? []
                : [SourceText.Refused(shownAs, "this is not a folder", "make it one, with files of checks in it")];
        if (List(folder, except, limits) is not { } names)
            return [SourceText.Refused(shownAs, "the folder cannot be listed", "let the monitor's user read it")];
        if (names.Count > limits.MaxFiles)
            return [SourceText.Refused(shownAs, $"more than {limits.MaxFiles} files", "merge some of them")];
        var texts = ImmutableArray.CreateBuilder<SourceText>();
        foreach (var name in names)
        {
            texts.Add(FileLoader.Read(Path.Combine(folder, name), $"{shownAs}/{name}", limits.MaxBytes, taken));
            taken += Encoding.UTF8.GetByteCount(texts[^1].Text ?? "");
        }

        return texts.DrainToImmutable();
    }

    private static List<string>? List(string folder, string? except, YamlLimits limits)
    {
        try
        {
            var names = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))
                .Where(name => Counts(name) && name != except).Take(limits.MaxFiles + 1).ToList();
            names.Sort(StringComparer.Ordinal);
            return names;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What editors leave behind begins with a dot or ends with something else.</summary>
    private static bool Counts(string name) =>
        !name.StartsWith('.') && Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
