namespace Monitor.Actors.Config;

/// <summary>Reads texts into the mappings at their top, and counts the values of all of them together.</summary>
internal sealed class ConfigRoots(YamlLimits limits)
{
    private int _nodes;

    public bool IsFull => _nodes > limits.MaxNodes;

    /// <summary>Values that stand in no text of their own count as well.</summary>
    public void Count(int nodes) => _nodes += nodes;

    /// <summary>In files of the operator values may stand for others; keys that begin with <c>x-</c> are a place to put them.</summary>
    public YamlMap? Own(SourceText source, ProblemList problems) => Read(source, problems, limits with { Anchors = true }) is { } root
        ? root with { Entries = root.Entries.RemoveAll(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)) }
        : null;

    /// <summary>The board's file, which is written by the monitor.</summary>
    public YamlMap? Board(SourceText source, ProblemList problems) => Read(source, problems, limits);

    private YamlMap? Read(SourceText source, ProblemList problems, YamlLimits allowed)
    {
        if (source.Problem is { } unreadable)
            problems.Error(unreadable.Line, unreadable.Column, "", unreadable.Fault, unreadable.Fix);
        if (source.Text is null || problems.Errors > 0)
            return null;
        var root = YamlTree.Read(source.Text, allowed, problems, ref _nodes);
        if (root is YamlMap map || problems.Errors > 0)
            return root as YamlMap;
        if (root is null || root.IsNull)
            problems.Error(0, 0, "", "no checks: the file is empty", "write checks: with at least one entry");
        else
            problems.Error(root, "", $"expected checks: with a list under it, got {Shown.Kind(root)}", "start the file with checks:");
        return null;
    }

    public static void WarnIfCutOff(SourceText file, ProblemList problems)
    {
        if (!file.Text!.EndsWith('\n')) // it was parsed
            problems.Warn(0, 0, "", "the last line has no line break", "was the file cut off? if not, add one");
    }
}
