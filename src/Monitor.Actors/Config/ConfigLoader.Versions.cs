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
        if (there.All.FirstOrDefault(file => file is { Text: null, Problem: not null } && IsThere(file)) is { Problem: { } unreadable })
            return WayBack.Failed(unreadable with { Fault = $"{unreadable.Fault}; it cannot be kept, so it is not overwritten", Fix = "move it away first" });
        if (Versions.Keep(there, Look().Config?.Checks.Length) is { } notKept)
            return WayBack.Failed(notKept);
        if (Put(wanted, there) is { } problem)
        {
            _ = Put(there, wanted); // as far as it goes
            return WayBack.Failed(problem);
        }

        var now = ReadTexts();
        ConfigProblem?[] left = [Versions.Keep(now, config.Checks.Length, revertOf: version.Number), .. KeepAsLastGood(now, config.Checks.Length)]; // it is good: nothing of it was cut off
        return new WayBack(IsValid: true, [.. left.OfType<ConfigProblem>()]);
    }

    private bool IsThere(SourceText file) => File.Exists(paths.Full(file.File)) || Directory.Exists(paths.Full(file.File));

    private ConfigProblem? Put(ConfigTexts wanted, ConfigTexts instead)
    {
        foreach (var file in wanted.Files)
            if (FileLoader.Write(paths.Full(file.File), file.File, file.Text ?? "") is { } problem)
                return problem;
        foreach (var surplus in instead.Files.Select(file => file.File).Except(wanted.Files.Select(file => file.File), StringComparer.Ordinal))
            if (FileLoader.Delete(paths.Full(surplus), surplus) is { } problem)
                return problem;
        return null;
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
