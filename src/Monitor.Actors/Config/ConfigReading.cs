using System.Collections.Immutable;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Config;

/// <summary>What came of reading a configuration: a valid one, or every error at once; warnings with both.</summary>
public sealed record ConfigReading(MonitorConfig? Config, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>Set when the files on disk are wrong and <see cref="Config"/> is the last good one, saved then.</summary>
    public DateTimeOffset? LastGoodFrom { get; init; }

    public IEnumerable<ConfigProblem> Errors => Problems.Where(problem => problem.Severity == ConfigSeverity.Error);

    public IEnumerable<ConfigProblem> Warnings => Problems.Where(problem => problem.Severity == ConfigSeverity.Warning);
}

/// <summary>What came of reading one entry: its definition, or what is wrong with it.</summary>
/// <param name="NameTaken">The check that has the entry's name already.</param>
public sealed record EntryReading(
    CheckDefinition? Definition, ImmutableArray<ConfigProblem> Problems, CheckDefinition? NameTaken = null);
