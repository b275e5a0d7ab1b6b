using Monitor.Actors.Board;
using Monitor.Actors.Config.Versions;
using Monitor.Web.Settings;

namespace Monitor.Web.Api;

/// <summary>How the configuration on disk compares with the one that runs; times in epoch seconds.</summary>
/// <param name="InUse">Whether what is saved is what runs.</param>
public sealed record ConfigJson(bool InUse, double? RunningSince, double? RejectedAt, IReadOnlyList<ConfigJson.ProblemJson> Problems)
{
    /// <summary>Something wrong with a file; line and column are 0 when it is wrong as a whole.</summary>
    public sealed record ProblemJson(string Severity, string File, int Line, int Column, string Place, string Fault, string Fix);

    public static ConfigJson Of(ConfigStatus status) => new(
        status.RejectedAt is null,
        Epoch.Seconds(status.RunningSince),
        Epoch.Seconds(status.RejectedAt),
        [.. status.Problems.Select(problem => new ProblemJson(
            problem.Severity.ToString().ToLowerInvariant(), problem.File, problem.Line, problem.Column, problem.Place, problem.Fault, problem.Fix))]);
}

/// <summary>A configuration that came into use.</summary>
/// <param name="Checks">Null when it was refused, and kept before another took its place.</param>
/// <param name="RevertOf">The version that it went back to.</param>
public sealed record VersionJson(int Number, double At, int? Checks, int? RevertOf, IReadOnlyList<VersionJson.FileJson> Files)
{
    /// <summary>One file of it, and the SHA-256 of its content.</summary>
    public sealed record FileJson(string File, int Bytes, string Sha256);

    public static VersionJson Of(ConfigVersion version) => new(
        version.Number, Epoch.Seconds(version.At), version.Checks, version.RevertOf, [.. version.Texts.Select(text => new FileJson(text.File, text.Size, text.Hash))]);
}

/// <summary>What going back to a version would change.</summary>
/// <param name="Usable">Whether it is valid with the environment of today.</param>
public sealed record VersionChangeJson(
    VersionJson Version, bool Usable, IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed,
    IReadOnlyList<VersionChangeJson.FileChangeJson> Files)
{
    /// <summary>The lines of a file that change, with <c>+</c> or <c>-</c> before them, and some around them.</summary>
    public sealed record FileChangeJson(string File, IReadOnlyList<string> Lines, string? Remark);

    public static VersionChangeJson Of(VersionChange change) => new(
        VersionJson.Of(change.Version), change.IsUsable, change.Added, change.Changed, change.Removed,
        [.. change.Files.Select(file => new FileChangeJson(file.File, [.. file.Lines.Select(Text)], file.Remark))]);

    private static string Text(ChangedLine line) => line.Kind switch
    {
        LineKind.Added => $"+{line.Text}",
        LineKind.Removed => $"-{line.Text}",
        _ => $" {line.Text}",
    };
}
