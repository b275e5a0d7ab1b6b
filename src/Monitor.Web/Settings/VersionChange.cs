using System.Collections.Immutable;
using Monitor.Actors.Config;
using Monitor.Actors.Config.Versions;
using Monitor.Actors.Roster;

namespace Monitor.Web.Settings;

/// <summary>What going back to a version would change.</summary>
/// <param name="Newest">The version that it is compared with.</param>
/// <param name="Problems">Of the version, read with the environment of today; with an error among them nobody can go back to it.</param>
/// <param name="Added">Names of checks.</param>
public sealed record VersionChange(
    ConfigVersion Version, ConfigVersion Newest, ImmutableArray<ConfigProblem> Problems,
    ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Removed, ImmutableArray<FileChange> Files)
{
    public bool IsNewest => Version.Number == Newest.Number;

    /// <summary>Whether it may be gone back to.</summary>
    public bool IsUsable => !Problems.Any(problem => problem.Severity == ConfigSeverity.Error);

    public static VersionChange Of(ConfigVersion version, ConfigVersion newest, ConfigLoader loader)
    {
        var (then, now) = (loader.Read(version), loader.Read(newest));
        var plan = RosterPlan.Between(now.Config?.Checks ?? [], then.Config?.Checks ?? []);
        return new VersionChange(
            version, newest, then.Problems,
            [.. plan.Start.Select(check => check.Name.Value)], [.. plan.Change.Select(check => check.Name.Value)], [.. plan.Stop.Select(name => name.Value)],
            FilesOf(version, newest, loader.Versions));
    }

    private static ImmutableArray<FileChange> FilesOf(ConfigVersion then, ConfigVersion now, VersionsLoader versions) =>
    [
        .. then.Texts.Concat(now.Texts).Select(text => text.File).Distinct(StringComparer.Ordinal)
            .Select(file => (File: file, Then: then.Texts.FirstOrDefault(text => text.File == file), Now: now.Texts.FirstOrDefault(text => text.File == file)))
            .Where(file => file.Then?.Hash != file.Now?.Hash)
            .Select(file => FileChange.Of(file.File, Shown(file.Now, versions), Shown(file.Then, versions))),
    ];

    /// <summary>Empty for a file that is not there; null when its content cannot be shown.</summary>
    private static string? Shown(KeptText? text, VersionsLoader versions) => text is null ? "" : versions.ReadShown(text);
}
