using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Monitor.Actors.Config.Versions;

/// <summary>Keeps the configurations that were in use, so that they can be compared and gone back to.</summary>
/// <remarks>
/// A file for each version, which lists the files of the configuration, and one for each different content; <c>.env</c> is not among
/// them. Reading is safe from any thread; one actor keeps.
/// </remarks>
public sealed class VersionsLoader(ConfigPaths paths, TimeProvider time)
{
    /// <summary>So many are kept, or fewer when they are larger than <see cref="MostBytes"/> together.</summary>
    public const int Most = 100;

    private const long MostBytes = 64 * 1024 * 1024;
    private const int LargestList = 1024 * 1024;
    private const string Ending = ".json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private ConfigVersion? _newest;

    private string Folder => paths.Full(paths.Versions);

    private string TextsFolder => Path.Combine(Folder, "texts");

    /// <summary>The newest first; what cannot be read is left out.</summary>
    public IEnumerable<ConfigVersion> All => Numbers().OrderDescending().Select(Find).OfType<ConfigVersion>();

    /// <summary>Null when it is not kept, or cannot be read.</summary>
    public ConfigVersion? Find(int number)
    {
        try
        {
            return FileLoader.ReadIfThere(PathOf(number), NameOf(number), LargestList)?.Text is { } text
                && JsonSerializer.Deserialize<ConfigVersion>(text, Json) is { Texts.IsDefault: false } version
                && version.Texts.All(kept => TextHash.IsOne(kept.Hash)) ? version with { Number = number } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The content of a file; null when it is no longer kept.</summary>
    internal string? Read(KeptText text) => FileLoader.ReadIfThere(PathOf(text), text.File, Math.Max(text.Size, 1))?.Text;

    /// <summary>The content without tokens of push checks; null when it is no longer kept.</summary>
    public string? ReadShown(KeptText text) => Read(text) is { } content ? TokenMask.Everywhere(content, text.File) : null;

    /// <summary>The same of a file that is there; null when it is no text.</summary>
    public static string? Shown(SourceText file) => file.Text is { } content ? TokenMask.Everywhere(content, file.File) : null;

    /// <summary>Keeps the files unless the newest version has the same; what goes wrong is worth a warning.</summary>
    /// <param name="checks">Null when the configuration was refused.</param>
    internal ConfigProblem? Keep(ConfigTexts texts, int? checks, int? revertOf = null)
    {
        _newest ??= All.FirstOrDefault();
        var version = new ConfigVersion(Numbers().DefaultIfEmpty(0).Max() + 1, time.GetUtcNow(), checks, Kept(texts)) { RevertOf = revertOf };
        if (_newest is { } newest && newest.HasTextsOf(version) && newest.Checks is null == checks is null)
            return null;
        foreach (var (text, source) in version.Texts.Zip(Sources(texts)))
            if (!File.Exists(PathOf(text)) && FileLoader.Write(PathOf(text), text.File, source.Source.Text ?? "") is { } problem)
                return Told(problem);
        if (FileLoader.Write(PathOf(version.Number), NameOf(version.Number), JsonSerializer.Serialize(version, Json)) is { } unwritten)
            return Told(unwritten);
        _newest = version;
        Prune();
        return null;
    }

    private static ConfigProblem Told(ConfigProblem problem) => problem with { Severity = ConfigSeverity.Warning, Fault = $"this version of the configuration is not kept: {problem.Fault}" };

    private static ImmutableArray<KeptText> Kept(ConfigTexts texts) =>
        [.. Sources(texts).Select(one => new KeptText(one.Source.File, one.Kind, TextHash.Of(one.Source.Text ?? ""), Encoding.UTF8.GetByteCount(one.Source.Text ?? "")))];

    private static IEnumerable<(SourceText Source, ConfigFile Kind)> Sources(ConfigTexts texts) =>
        [(texts.Main, ConfigFile.Main), .. texts.Folder.Select(file => (file, ConfigFile.Folder)), .. texts.Board is { } board ? [(board, ConfigFile.Board)] : Array.Empty<(SourceText, ConfigFile)>()];

    /// <summary>What cannot be deleted now is deleted another time.</summary>
    private void Prune()
    {
        var (kept, bytes) = (new HashSet<string>(StringComparer.Ordinal), 0L);
        foreach (var (version, i) in All.Select((version, i) => (version, i)).ToList())
        {
            bytes += version.Texts.Where(text => !kept.Contains(text.Hash)).Sum(text => (long)text.Size);
            if (i == 0 || (i < Most && bytes <= MostBytes))
                kept.UnionWith(version.Texts.Select(text => text.Hash));
            else
                _ = FileLoader.Delete(PathOf(version.Number), NameOf(version.Number));
        }

        foreach (var path in FilesOf(TextsFolder, "*").Where(path => !kept.Contains(Path.GetFileNameWithoutExtension(path))))
            _ = FileLoader.Delete(path, Path.GetFileName(path));
    }

    private static List<string> FilesOf(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, pattern)];
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private IEnumerable<int> Numbers() => FilesOf(Folder, "*" + Ending)
        .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0);

    private static string NameOf(int number) => $"{number.ToString(CultureInfo.InvariantCulture)}{Ending}";

    private string PathOf(int number) => Path.Combine(Folder, NameOf(number));

    private string PathOf(KeptText text) => Path.Combine(TextsFolder, $"{text.Hash}.yaml");
}
