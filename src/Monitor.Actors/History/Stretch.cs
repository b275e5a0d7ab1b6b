namespace Monitor.Actors.History;

/// <summary>A stretch of time in Unix milliseconds, its end not in it.</summary>
internal readonly record struct Stretch(long From, long To)
{
    public long Length => Math.Max(0, To - From);

    public Stretch Clip(Stretch to) => new(Math.Max(From, to.From), Math.Min(To, to.To));

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
