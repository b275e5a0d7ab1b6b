using BenchmarkDotNet.Attributes;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;

namespace Monitor.Micro;

/// <summary>An event to bytes and back, as the journal keeps it.</summary>
[MemoryDiagnoser]
public class Storing
{
    private readonly CheckEvent _down = new CheckEvent.WentDown(DateTimeOffset.UnixEpoch, "shop/0", "HTTP 503, expected 200", "{\"status_code\":503}");
    private readonly byte[] _stored;

    public Storing() => _stored = EventJson.Write(_down);

    [Benchmark]
    public byte[] Write() => EventJson.Write(_down);

    [Benchmark]
    public CheckEvent Read() => EventJson.Read(_stored, "down");
}
