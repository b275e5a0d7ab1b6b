namespace Monitor.Actors.History;

/// <summary>A stretch of time in Unix milliseconds, its end not in it.</summary>
internal readonly record struct Stretch(long From, long To)
{
    public long Length => Math.Max(0, To - From);

    public Stretch Clip(Stretch to) => new(Math.Max(From, to.From), Math.Min(To, to.To));

    /// <summary>All of them in ascending order, those that touch each other as one.</summary>
    /// <param name="parts">In ascending order of their beginnings.</param>
    public static IReadOnlyList<Stretch> Union(IEnumerable<Stretch> parts)
    {
        var union = new List<Stretch>();
        foreach (var part in parts.Where(part => part.Length > 0))
            if (union.Count > 0 && part.From <= union[^1].To)
                union[^1] = union[^1] with { To = Math.Max(union[^1].To, part.To) };
            else
                union.Add(part);
        return union;
    }

    /// <summary>What is left of it without the holes.</summary>
    /// <param name="holes">In ascending order, not touching each other.</param>
    public IEnumerable<Stretch> Without(IEnumerable<Stretch> holes)
    {
        var from = From;
        foreach (var hole in holes)
        {
            if (hole.To <= from || hole.From >= To)
                continue;
            if (hole.From > from)
                yield return new Stretch(from, hole.From);
            from = hole.To;
        }

        if (from < To)
            yield return new Stretch(from, To);
    }
}
