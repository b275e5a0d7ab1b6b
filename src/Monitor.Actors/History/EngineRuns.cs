namespace Monitor.Actors.History;

/// <summary>When the monitor was running; pure.</summary>
internal static class EngineRuns
{
    /// <summary>The times between runs. Before the first nothing is known, and the newest, when it was not stopped, goes on.</summary>
    /// <param name="runs">In ascending order of start; a run that did not stop ended with its last beat.</param>
    public static IReadOnlyList<Stretch> NotRunning(IReadOnlyList<(long Start, long LastBeat, long? Stop)> runs)
    {
        var gaps = new List<Stretch>();
        long? ended = null;
        for (var i = 0; i < runs.Count; i++)
        {
            var (start, beat, stop) = runs[i];
            var end = stop ?? (i == runs.Count - 1 ? long.MaxValue : beat);
            if (start > ended)
                gaps.Add(new Stretch(ended.Value, start));
            ended = Math.Max(ended ?? 0, end);
        }

        if (ended < long.MaxValue)
            gaps.Add(new Stretch(ended.Value, long.MaxValue));
        return gaps;
    }
}
