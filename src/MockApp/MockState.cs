using System.Globalization;

namespace MockApp;

/// <summary>What the message queue reports.</summary>
public sealed record QueueReading(int Depth, int OldestAgeSeconds);

/// <summary>Everything at one moment.</summary>
public sealed record MockSnapshot(Faults Faults, QueueReading Queue, IReadOnlyList<Job> Jobs, DateTimeOffset Started);

/// <summary>The whole memory of MockApp; every member may be called from any thread.</summary>
public sealed class MockState(TimeProvider clock, LastJobFile lastJob)
{
    /// <summary>The version the application claims to be.</summary>
    public const string Version = "1.0.3";

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, Job> _jobs = [];
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly long _startedAt = clock.GetTimestamp();
    private Faults _faults = Faults.None;
    private QueueReading _queue = new(7, 22);

    /// <summary>Time since the start.</summary>
    public TimeSpan Uptime => clock.GetElapsedTime(_startedAt);

    /// <summary>The faults in force.</summary>
    public Faults Faults
    {
        get { lock (_gate) return _faults; }
    }

    /// <summary>What the queue reports: a stuck one looks full, but nothing is really added to it.</summary>
    public QueueReading Queue
    {
        get
        {
            lock (_gate)
                return _faults.QueueStuck
                    ? new(Math.Max(_queue.Depth, 200), Math.Max(_queue.OldestAgeSeconds, 1200))
                    : _queue;
        }
    }

    /// <summary>Replaces all four faults.</summary>
    public Faults Apply(Faults faults)
    {
        lock (_gate) return _faults = faults;
    }

    /// <summary>Clears the faults and drains the queue; jobs are left alone.</summary>
    public Faults Reset()
    {
        lock (_gate)
        {
            _queue = new(5, 10);
            return _faults = Faults.None;
        }
    }

    /// <summary>Starts a job and leaves its id where the checker looks for it.</summary>
    public string StartJob()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var id = FreeId(now);
            _jobs[id] = new(id, "running", now, clock.GetTimestamp());
            lastJob.Write(id);
            return id;
        }
    }

    /// <summary>Asks how a job is doing, which is also what decides a job that is over.</summary>
    public string PollJob(string id)
    {
        lock (_gate)
        {
            if (!_jobs.TryGetValue(id, out var job))
                return "unknown";
            return (_jobs[id] = job.Polled(clock.GetElapsedTime(job.Timestamp), _faults.JobFail)).Status;
        }
    }

    /// <summary>The stored values, untouched by any fault.</summary>
    public MockSnapshot Snapshot()
    {
        lock (_gate) return new(_faults, _queue, [.. _jobs.Values], _started);
    }

    private string FreeId(DateTimeOffset now)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"job_{now.ToUnixTimeSeconds()}");
        var free = id;
        for (var n = 2; _jobs.ContainsKey(free); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{id}_{n}");
        return free;
    }
}
