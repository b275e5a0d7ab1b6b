using Monitor.Actors.Config.Versions;
using Monitor.Web.Shared;

namespace Monitor.Web.Settings;

/// <summary>The configuration and its versions in words.</summary>
public static class SettingsLook
{
    public static StatusLook InUse { get; } = StatusLook.Ok with { Word = "In use" };

    public static StatusLook Refused { get; } = StatusLook.Fail with { Word = "Refused" };

    public static string AddressOf(int number) => $"/settings/version/{number}";

    /// <summary>What one version is against the one before it.</summary>
    /// <param name="before">Null when it is the oldest that is kept.</param>
    public static string Words(ConfigVersion version, ConfigVersion? before)
    {
        var files = before is null ? "" : string.Join(", ", FilesThatDiffer(version, before));
        return version switch
        {
            { Checks: null } => "refused, and kept before another took its place",
            { RevertOf: { } number } => $"back to version {number}{(files.Length > 0 ? $": {files}" : "")}",
            _ when before is null => "the first that is kept",
            _ when files.Length == 0 => "the same files again",
            _ => files,
        };
    }

    private static IEnumerable<string> FilesThatDiffer(ConfigVersion now, ConfigVersion before)
    {
        var (there, was) = (Hashes(now), Hashes(before));
        return there.Keys.Union(was.Keys, StringComparer.Ordinal).Where(file => there.GetValueOrDefault(file) != was.GetValueOrDefault(file))
            .Select(file => !was.ContainsKey(file) ? $"{file} is new" : !there.ContainsKey(file) ? $"{file} is gone" : $"{file} changed");
    }

    private static Dictionary<string, string> Hashes(ConfigVersion version) => version.Texts.ToDictionary(text => text.File, text => text.Hash, StringComparer.Ordinal);
}
