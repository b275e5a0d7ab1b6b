using System.Collections.Immutable;

namespace Monitor.Actors.Config;

/// <summary>Collects what is wrong with one file, up to a length that a person can still use.</summary>
internal sealed class ProblemList(string file)
{
    private const int Most = 1_000;
    private readonly List<ConfigProblem> _all = [];
    private int _dropped;

    public string File => file;

    public int Errors { get; private set; }

    public bool Any => _all.Count > 0;

    public bool IsFull => _all.Count >= Most;

    public void Error(int line, int column, string place, string fault, string fix) =>
        Add(new(ConfigSeverity.Error, file, line, column, place, fault, fix));

    public void Error(YamlNode at, string place, string fault, string fix) => Error(at.Line, at.Column, place, fault, fix);

    public void Warn(int line, int column, string place, string fault, string fix) =>
        Add(new(ConfigSeverity.Warning, file, line, column, place, fault, fix));

    public void Warn(YamlNode at, string place, string fault, string fix) => Warn(at.Line, at.Column, place, fault, fix);

    public void Add(ConfigProblem problem)
    {
        if (problem.Severity == ConfigSeverity.Error)
            Errors++;
        if (IsFull)
            _dropped++;
        else
            _all.Add(problem);
    }

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<ConfigProblem> InOrder()
    {
        var sorted = _all.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToList();
        if (_dropped > 0)
            sorted.Add(new(ConfigSeverity.Error, file, 0, 0, "", $"{_dropped} more problems are not shown", "fix these first"));
        return [.. sorted];
    }
}
