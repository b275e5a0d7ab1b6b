using Monitor.Actors.Config.Versions;

namespace Monitor.Actors.Config;

/// <summary>Going back to files that were in use before.</summary>
public sealed partial class ConfigLoader
{
    /// <summary>What was in use before.</summary>
    public VersionsLoader Versions { get; } = new(paths, time);

    /// <summary>What a version would be today, read with the <c>.env</c> of today.</summary>
    public ConfigReading Read(ConfigVersion version) => Texts(version) is { } texts
        ? Read(texts.Main, texts.Folder, texts.Board, texts.Env)
        : new ConfigReading(null, [SourceText.Refused($"version {version.Number}", "its files are no longer kept", "choose a newer version").Problem!]); // refused with a problem

    /// <summary>
    /// Writes the files of a version in the place of those that are there. They are kept as a version first if they are not one, so that
    /// nothing is lost; where something cannot be written, they are put back.
    /// </summary>
    public WayBack GoBackTo(ConfigVersion version)
    {
        var reading = Read(version);
        if (reading.Config is not { } config || Texts(version) is not { } wanted)
            return new WayBack(IsValid: false, [.. reading.Errors]);
        var there = ReadTexts();
        if (there.All.FirstOrDefault(file => file.Text is null && IsThere(file)) is { Problem: { } unreadable })
            return WayBack.Failed(unreadable with { Fault = $"{unreadable.Fault}; it cannot be kept, so it is not overwritten", Fix = "move it away first" });
        if (Versions.Keep(there, Read(there).Config?.Checks.Length) is { } notKept)
            return WayBack.Failed(notKept);
        if (Put(wanted, instead: there).FirstOrDefault() is { } problem)
            return WayBack.Failed(Put(there, instead: wanted).Count > 0 ? problem with { Fault = $"{problem.Fault}; and not everything could be put back" } : problem);
        ConfigProblem?[] left = [Versions.Keep(wanted, config.Checks.Length, revertOf: version.Number), .. KeepAsLastGood(wanted, config.Checks.Length)]; // it is good: nothing of it was cut off
        return new WayBack(IsValid: true, [.. left.OfType<ConfigProblem>()]);
    }

    /// <summary>The files with checks that are there, whatever can be read of them.</summary>
    public IEnumerable<SourceText> FilesThere() => ReadTexts().All.Where(IsThere);

    private bool IsThere(SourceText file) => file.Text is not null || File.Exists(paths.Full(file.File)) || Directory.Exists(paths.Full(file.File));

    /// <summary>Everything that can be done; what goes wrong is told.</summary>
    private List<ConfigProblem> Put(ConfigTexts wanted, ConfigTexts instead)
    {
        var (found, texts) = (instead.All.ToLookup(file => file.File, StringComparer.Ordinal), wanted.All.Where(file => file.Text is not null).ToList());
        return
        [
            .. texts.Where(file => FileLoader.ReadIfThere(paths.Full(file.File), file.File, _limits.MaxBytes)?.Text != file.Text)
                .Select(file => FileLoader.Write(paths.Full(file.File), file.File, file.Text!)).OfType<ConfigProblem>(), // with a text
            .. found.Select(file => file.Key).Except(texts.Select(file => file.File), StringComparer.Ordinal).Where(file => File.Exists(paths.Full(file)))
                .Select(file => FileLoader.Delete(paths.Full(file), file)).OfType<ConfigProblem>(),
        ];
    }

    /// <summary>The files under the names that they have here; null when the content of one is no longer kept.</summary>
    private ConfigTexts? Texts(ConfigVersion version)
    {
        var files = version.Texts.Select(kept => (kept.Kind, Source: new SourceText(
            kept.Kind switch
            {
                ConfigFile.Main => paths.Checks,
                ConfigFile.Board => paths.Board,
                _ => $"{paths.Folder}/{Path.GetFileName(kept.File)}",
            },
            Versions.Read(kept)))).ToList();
        return files.Exists(file => file.Source.Text is null) || files.Find(file => file.Kind == ConfigFile.Main).Source is not { } main ? null : new ConfigTexts(
            main, [.. files.Where(file => file.Kind == ConfigFile.Folder).Select(file => file.Source)],
            files.Find(file => file.Kind == ConfigFile.Board).Source, ReadEnv());
    }
}
