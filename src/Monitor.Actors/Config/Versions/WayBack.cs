using System.Collections.Immutable;

namespace Monitor.Actors.Config.Versions;

/// <summary>What came of going back to a version.</summary>
/// <param name="IsValid">False when the version is no valid configuration today.</param>
/// <param name="Problems">With an error among them the files are as they were.</param>
public sealed record WayBack(bool IsValid, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>The first thing that went wrong; null when nothing did.</summary>
    public ConfigProblem? Error => Problems.FirstOrDefault(problem => problem.Severity == ConfigSeverity.Error);

    internal static WayBack Failed(ConfigProblem problem) => new(IsValid: true, [problem with { Severity = ConfigSeverity.Error }]);
}
