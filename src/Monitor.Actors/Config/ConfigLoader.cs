using System.Collections;
using System.Collections.Immutable;
using System.Text;

namespace Monitor.Actors.Config;

/// <summary>Loads the configuration from disk, notices when it changes, and saves what the board edits.</summary>
/// <remarks>
/// One actor loads, polls and saves; looking and reading texts are safe from any thread. Nothing here throws because of a file; what
/// is wrong is in the reading.
/// </remarks>
public sealed partial class ConfigLoader(
    ConfigPaths paths, CheckTypes types, TimeZoneInfo localZone, TimeProvider time, IReadOnlyDictionary<string, string>? environment = null)
{
    private readonly YamlLimits _limits = YamlLimits.Default;
    private readonly IReadOnlyDictionary<string, string> _real = environment ?? RealEnvironment();
    private readonly FileStampsLoader _stamps = new(() => Watched(paths), time);

    /// <summary>The variables whose values are read from files, as the texts were read last.</summary>
    private ImmutableHashSet<string> _secrets = [];
    private ConfigWatch _watch = new(Reported: null);

    /// <summary>The files of which it is certain that they hold what was reported: as long as they do, no text is made of them.</summary>
    private string? _known;

    /// <summary>
    /// Reads all files. A good configuration is kept as the last good one; with a bad one, the reading holds the last good
    /// configuration together with the problems, or no configuration when there is none.
    /// </summary>
    public ConfigReading Load() => Load(ReadTexts());

    /// <summary>What is on disk, good or bad; nothing is written, so a running monitor's folder can be read too.</summary>
    public ConfigReading Look() => Read(ReadTexts());

    public ConfigReading Load(ConfigTexts texts)
    {
        _watch = new ConfigWatch(texts.Hash);
        var reading = Read(texts);
        if (reading.Config is null)
            return WithLastGood(reading, texts);
        return reading with { Problems = reading.Problems.AddRange(KeepAsLastGood(texts, reading.Config.Checks.Length)) };
    }

    /// <summary>Call it every few hundred milliseconds: the new texts, once, when they have changed and settled.</summary>
    /// <param name="settled">False to take what is there now, though it may still be changing.</param>
    public ConfigTexts? Poll(bool settled = true)
    {
        if (!settled)
            return ReadTexts() is var now && now.Hash != _watch.Reported ? now : null;
        if (!_stamps.MayHaveChanged())
            return null;
        var digest = _stamps.Digest() is { } files ? $"{files} {Digest(ReadEnv())}" : null;
        if (digest is not null && digest == _known && _watch.Pending is null)
            return null;
        var texts = ReadTexts();
        (_watch, var changed) = _watch.See(texts.Hash, time.GetUtcNow());
        _known = texts.Hash == _watch.Reported ? digest : null;
        return changed ? texts : null;
    }

    /// <summary>What reading an entry needs, with <c>.env</c> as it is now.</summary>
    public ConfigSurroundings Surroundings() => Around(ReadEnv()).Around;

    /// <summary>The real environment over <c>.env</c>, for whoever else is configured there.</summary>
    public IReadOnlyDictionary<string, string> Environment() => Surroundings().Environment;

    public SourceText? ReadBoard() => FileLoader.ReadIfThere(paths.Full(paths.Board), paths.Board, _limits.MaxBytes);

    public ConfigProblem? SaveBoard(string text) => FileLoader.Write(paths.Full(paths.Board), paths.Board, text);

    /// <summary>All files as they are now.</summary>
    public ConfigTexts ReadTexts()
    {
        var main = FileLoader.Read(paths.Full(paths.Checks), paths.Checks, _limits.MaxBytes);
        var (folder, board, env) = (ReadFolder(paths.Folder, main), ReadBoard(), ReadEnv());
        _secrets = EnvFile.SecretsOf(env, _real, [main, .. folder]); // the board may name none that the main file does not
        return new(main, folder, board, env, Digest(env));
    }

    private string Digest(SourceText? env) => EnvFile.DigestOf(env, _real, _secrets, paths.Full);

    private ImmutableArray<SourceText> ReadFolder(string folder, SourceText main) => ChecksFolderLoader.Read(
        paths.Full(folder), paths.Folder, paths.BoardInFolder, _limits, Encoding.UTF8.GetByteCount(main.Text ?? ""));

    private static IEnumerable<string> Watched(ConfigPaths paths)
    {
        var folder = paths.Full(paths.Folder);
        return [
            paths.Full(paths.Checks), paths.Full(paths.Board), paths.Full(paths.Env), folder,
            .. ChecksFolderLoader.Names(folder, paths.BoardInFolder, YamlLimits.Default).Select(name => Path.Combine(folder, name))];
    }

    private SourceText? ReadEnv() => FileLoader.ReadIfThere(paths.Full(paths.Env), paths.Env, _limits.MaxBytes);

    private ConfigReading Read(ConfigTexts texts) => Read(
        texts.Main.RefusedIfCutOff(Kept(paths.LastGood, paths.Checks)?.Text),
        [.. texts.Folder.Select(file => file.RefusedIfCutOff(Kept(KeptAs(file), file.File)?.Text))],
        texts.Board, texts.Env);

    private ConfigReading Read(SourceText main, ImmutableArray<SourceText> folder, SourceText? board, SourceText? env)
    {
        var (around, problems) = Around(env, [main, .. folder]);
        var reading = MonitorConfig.Read(main, board, around, folder);
        var wrong = problems.Any(problem => problem.Severity == ConfigSeverity.Error);
        return new ConfigReading(wrong ? null : reading.Config, problems.AddRange(reading.Problems));
    }

    /// <param name="texts">What names variables whose values stand in files of their own.</param>
    private (ConfigSurroundings Around, ImmutableArray<ConfigProblem> Problems) Around(SourceText? env, params IReadOnlyList<SourceText> texts)
    {
        var (values, problems) = EnvFile.Merge(env, _real, _secrets.Union(EnvFile.SecretsOf(env, _real, texts)), paths.Full);
        return (new ConfigSurroundings(types, values, localZone) { Limits = _limits }, problems);
    }

    /// <summary>The last good files, with the board's file as it is if that is not what is wrong.</summary>
    private ConfigReading WithLastGood(ConfigReading bad, ConfigTexts texts)
    {
        if (Kept(paths.LastGood, paths.Checks) is not { } main)
            return bad;
        var folder = ReadFolder(paths.LastGoodFolder, main);
        var config = Read(main, folder, texts.Board, texts.Env).Config
            ?? Read(main, folder, Kept(paths.LastGoodBoard, paths.Board), texts.Env).Config;
        if (config is null)
            return bad;
        var saved = File.GetLastWriteTimeUtc(paths.Full(paths.LastGood));
        return bad with { Config = config, LastGoodFrom = new DateTimeOffset(saved, TimeSpan.Zero) };
    }

    private SourceText? Kept(string path, string name) =>
        FileLoader.ReadIfThere(paths.Full(path), name, _limits.MaxBytes);

    /// <summary>A copy that cannot be written is worth a warning, not a stop.</summary>
    private IEnumerable<ConfigProblem> KeepAsLastGood(ConfigTexts texts, int checks)
    {
        (string Path, string? Text)[] copies = [
            (paths.LastGood, texts.Main.Text), (paths.LastGoodBoard, texts.Board?.Text), .. texts.Folder.Select(file => (KeptAs(file), file.Text))];
        foreach (var (path, text) in copies)
            if (Kept(path, path)?.Text != text && FileLoader.Write(paths.Full(path), path, text ?? "") is { } problem)
                yield return problem with { Severity = ConfigSeverity.Warning };
        var folder = paths.Full(paths.LastGoodFolder);
        foreach (var name in ChecksFolderLoader.Names(folder, null, _limits).Except(texts.Folder.Select(file => Path.GetFileName(file.File))))
            if (FileLoader.Delete(Path.Combine(folder, name), $"{paths.LastGoodFolder}/{name}") is { } problem)
                yield return problem with { Severity = ConfigSeverity.Warning };
        if (Versions.Keep(texts, checks) is { } notKept)
            yield return notKept;
    }

    private string KeptAs(SourceText file) => $"{paths.LastGoodFolder}/{Path.GetFileName(file.File)}";

    private static ImmutableDictionary<string, string> RealEnvironment() =>
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToImmutableDictionary(pair => (string)pair.Key, pair => pair.Value as string ?? "");
}
