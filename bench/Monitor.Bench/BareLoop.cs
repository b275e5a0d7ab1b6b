using System.Diagnostics;
using System.Text.Json;
using Monitor.Bench.Engine;

namespace Monitor.Bench;

/// <summary>The baseline: the same requests at the same rate, the same two assertions, and nothing else.</summary>
public static class BareLoop
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(Workload work, int port, CancellationToken cancel)
    {
        using var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = work.Reuse ? TimeSpan.FromMinutes(2) : TimeSpan.Zero,
            MaxConnectionsPerServer = 256,
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        };
        using var http = new HttpMessageInvoker(handler);
        Uri[] urls = [.. Enumerable.Range(0, work.Checks).Select(i => new Uri(work.Url(i, port)))];
        var counter = new Counter();
        var warm = WarmUp.EndAsync(work.WarmUp, cancel);
        var (start, measured, cpuBefore, runBefore) = (Stopwatch.GetTimestamp(), 0L, 0.0, 0L);
        using var timer = new PeriodicTimer(Tick);
        var sent = 0L;
        var limit = TimeSpan.FromSeconds(work.Timeout);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (measured == 0 && warm.IsCompletedSuccessfully)
                (measured, cpuBefore, runBefore) = (Stopwatch.GetTimestamp(), BenchEngine.CpuMs, counter.Done);
            if (measured != 0 && Stopwatch.GetElapsedTime(measured).TotalSeconds >= work.Duration)
                break;
            for (var due = (long)(elapsed * work.PerSecond); sent < due; sent++)
                _ = ProbeAsync(http, urls[(int)(sent % urls.Length)], limit, counter, cancel);
        }

        new Figures
        {
            ["run"] = counter.Done - runBefore,
            ["seconds"] = Stopwatch.GetElapsedTime(measured).TotalSeconds,
            ["cpu_ms"] = BenchEngine.CpuMs - cpuBefore,
        }.Print();
        return 0;
    }

    private static async Task ProbeAsync(HttpMessageInvoker http, Uri url, TimeSpan patience, Counter counter, CancellationToken cancel)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(patience);
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await http.SendAsync(request, limit.Token);
            using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(limit.Token));
            _ = response.IsSuccessStatusCode && body.RootElement.GetProperty("ok").GetBoolean();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException)
        {
            // A failed probe is a probe.
        }

        counter.Add();
    }

    private sealed class Counter
    {
        private long _done;

        public long Done => Interlocked.Read(ref _done);

        public void Add() => Interlocked.Increment(ref _done);
    }
}
