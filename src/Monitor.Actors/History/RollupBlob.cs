namespace Monitor.Actors.History;

/// <summary>Rollups as they are stored: a byte that names the format, then numbers of variable length.</summary>
internal static class RollupBlob
{
    private const byte Format = 1;

    public static byte[] Of(Rollup rollup)
    {
        var into = new PackedWriter();
        into.Write(Format);
        rollup.Write(into);
        return into.ToArray();
    }

    /// <summary>The minutes of an hour that have rounds, in one blob.</summary>
    /// <param name="minutes">By minute of the hour, ascending.</param>
    public static byte[] Of(IEnumerable<(int Minute, Rollup Rollup)> minutes)
    {
        var into = new PackedWriter();
        into.Write(Format);
        foreach (var (minute, rollup) in minutes)
        {
            into.Write(minute);
            rollup.Write(into);
        }

        return into.ToArray();
    }

    public static Rollup Read(byte[] blob)
    {
        var from = Open(blob);
        return Rollup.Read(ref from);
    }

    public static IReadOnlyList<(int Minute, Rollup Rollup)> ReadMinutes(byte[] blob)
    {
        var from = Open(blob);
        var minutes = new List<(int, Rollup)>();
        while (!from.AtEnd)
            minutes.Add(((int)from.Read(), Rollup.Read(ref from)));
        return minutes;
    }

    private static PackedReader Open(byte[] blob)
    {
        var from = new PackedReader(blob);
        return from.Read() is Format ? from : throw new InvalidDataException("a rollup was written by a newer version of the monitor");
    }
}
