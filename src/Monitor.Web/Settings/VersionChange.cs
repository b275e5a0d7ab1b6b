using System.Collections.Immutable;
using Monitor.Actors.Checks;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Versions;
using Monitor.Actors.Roster;

namespace Monitor.Web.Settings;

/// <summary>What going back to a version would change.</summary>
/// <param name="Problems">Of the version, read with the environment of today; with an error among them nobody can go back to it.</param>
/// <param name="Added">Names of checks.</param>
/// <param name="Files">Those that would be other than they are.</param>
public sealed record VersionChange(
    ConfigVersion Version, ImmutableArray<ConfigProblem> Problems,
    ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Removed, ImmutableArray<FileChange> Files)
{
    /// <summary>Whether its files are those that are there.</summary>
    public bool IsThere => Files.IsEmpty;

    /// <summary>Whether it may be gone back to.</summary>
    public bool IsUsable => !Problems.Any(problem => problem.Severity == ConfigSeverity.Error);

    /// <summary>Checks are compared with those that run, files with those that are there: these are others when they were refused.</summary>
    public static VersionChange Of(ConfigVersion version, ConfigLoader loader)
    {
        var then = loader.Read(version);
        var running = loader.Versions.All.FirstOrDefault(one => one.Checks is not null) is { } newest ? Checks(loader.Read(newest)) : [];
        var wanted = Checks(then);
        return new VersionChange(
            version, then.Problems,
            [.. wanted.Keys.Where(name => !running.ContainsKey(name))],
            [.. wanted.Where(one => running.TryGetValue(one.Key, out var now) && RosterPlan.Differs(now, one.Value)).Select(one => one.Key)],
            [.. running.Keys.Where(name => !wanted.ContainsKey(name))],
            [.. FilesOf(version, loader.FilesThere(), loader.Versions)]);
    }

    private static Dictionary<string, CheckDefinition> Checks(ConfigReading reading) =>
        (reading.Config?.Checks ?? []).ToDictionary(check => check.Name.Value, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<FileChange> FilesOf(ConfigVersion then, IEnumerable<SourceText> there, VersionsLoader versions)
    {
        var now = there.ToDictionary(file => file.File, StringComparer.Ordinal);
        foreach (var file in then.Texts.Select(text => text.File).Union(now.Keys, StringComparer.Ordinal))
        {
            var (kept, found) = (then.Texts.FirstOrDefault(text => text.File == file), now.GetValueOrDefault(file));
            if (kept is null || found is null || !kept.Holds(found))
                yield return FileChange.Of(file, found is null ? "" : VersionsLoader.Shown(found), kept is null ? "" : versions.ReadShown(kept));
        }
    }
}
