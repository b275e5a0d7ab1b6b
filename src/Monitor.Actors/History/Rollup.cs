namespace Monitor.Actors.History;

/// <summary>What a check's rounds in a stretch of time come to; rollups of parts add up to the rollup of the whole.</summary>
internal sealed class Rollup
{
    /// <summary>Rounds of each <see cref="ResultKind"/> from <see cref="ResultKind.Unknown"/> to <see cref="ResultKind.Fail"/>.</summary>
    private readonly int[] _rounds = new int[(int)ResultKind.Fail + 1];

    /// <summary>Of the observed rounds that measured one.</summary>
    public LatencySketch Latencies { get; } = new();

    public int MinMs { get; private set; } = int.MaxValue;

    public int MaxMs { get; private set; }

    public long SumMs { get; private set; }

    /// <summary>Rounds that said something about the target.</summary>
    public int Observed => this[ResultKind.Ok] + this[ResultKind.Warn] + this[ResultKind.Fail];

    /// <summary>Null where nothing was recorded, Unknown where nothing was seen.</summary>
    public ResultKind? Worst
    {
        get
        {
            var worst = Array.FindLastIndex(_rounds, rounds => rounds > 0);
            return worst < 0 ? null : (ResultKind)worst;
        }
    }

    public int this[ResultKind kind] => _rounds[(int)kind];

    public void Add(ResultKind kind, int? latencyMs)
    {
        _rounds[(int)kind]++;
        if (latencyMs is not { } ms || kind == ResultKind.Unknown)
            return;
        Latencies.Add(ms);
        Widen(ms, ms, ms);
    }

    public void Add(Rollup other)
    {
        for (var kind = 0; kind < _rounds.Length; kind++)
            _rounds[kind] += other._rounds[kind];
        Latencies.Add(other.Latencies);
        Widen(other.MinMs, other.MaxMs, other.SumMs);
    }

    /// <summary>The percentile, with what is known exactly about its ends; null when nothing was measured.</summary>
    public int? Percentile(int percent) => Latencies.Percentile(percent) is { } ms ? Math.Clamp(ms, MinMs, MaxMs) : null;

    public void Write(PackedWriter into)
    {
        var present = Latencies.Count > 0 ? 1 << _rounds.Length : 0;
        for (var kind = 0; kind < _rounds.Length; kind++)
            present |= _rounds[kind] > 0 ? 1 << kind : 0;
        into.Write(present);
        foreach (var rounds in _rounds.Where(rounds => rounds > 0))
            into.Write(rounds);
        if (Latencies.Count > 0)
            WriteLatencies(into);
    }

    public static Rollup Read(ref PackedReader from)
    {
        var rollup = new Rollup();
        var present = (int)from.Read();
        for (var kind = 0; kind < rollup._rounds.Length; kind++)
            rollup._rounds[kind] = (present & (1 << kind)) != 0 ? (int)from.Read() : 0;
        if ((present & (1 << rollup._rounds.Length)) != 0)
            rollup.ReadLatencies(ref from);
        return rollup;
    }

    private void WriteLatencies(PackedWriter into)
    {
        into.Write(MinMs);
        into.Write(MaxMs - MinMs);
        into.Write(SumMs);
        into.Write(Latencies.Buckets.Count);
        var before = 0;
        foreach (var (bucket, count) in Latencies.Buckets)
        {
            into.Write(bucket - before);
            into.Write(count);
            before = bucket;
        }
    }

    private void ReadLatencies(ref PackedReader from)
    {
        MinMs = (int)from.Read();
        MaxMs = MinMs + (int)from.Read();
        SumMs = from.Read();
        var bucket = 0;
        for (var left = from.Read(); left > 0; left--)
            Latencies.Add(bucket += (int)from.Read(), (int)from.Read());
    }

    private void Widen(int minMs, int maxMs, long sumMs)
    {
        MinMs = Math.Min(MinMs, minMs);
        MaxMs = Math.Max(MaxMs, maxMs);
        SumMs += sumMs;
    }
}
