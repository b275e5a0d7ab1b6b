using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>Faults that strike many checks at once, in small: nothing here depends on how fast the machine is.</summary>
public sealed class ManyChecksTests : IDisposable
{
    private const int Checks = 500;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>FAULTS R-21: nothing is lost when every check decides something at the same moment.</summary>
    [Fact]
    public async Task Checks_that_fail_together_are_all_stored_and_so_is_their_recovery()
    {
        using var failures = new PersistFailures();
        var fails = false;
        await using var target = new LoopbackTarget(_ => LoopbackTarget.Answer("", Volatile.Read(ref fails) ? 503 : 200));
        _folder.Write("checks.yaml", Yaml(i => $"{target.Url}{i}", "interval: 3600, expect_status: 200"));
        await using var engine = await EngineHost.StartAsync(_folder.Path);
        await engine.BoardWhere(board => board.Tiles.Count(tile => tile.Status == CheckStatus.Ok) == Checks);

        Volatile.Write(ref fails, true);
        RunAll(engine);
        await engine.BoardWhere(board => board.Tiles.Count(tile => tile.Status == CheckStatus.Fail) == Checks);
        Volatile.Write(ref fails, false);
        RunAll(engine);
        await engine.BoardWhere(board => board.Tiles.Count(tile => tile is { Status: CheckStatus.Ok, FirstFailedAt: null }) == Checks);
        Assert.Equal(0, failures.Count);
    }

    /// <summary>FAULTS R-30: whoever answers is asked again and again, while half of the targets have not ended a single probe.</summary>
    [Fact]
    public async Task Checks_of_healthy_targets_run_on_while_as_many_hang()
    {
        var asked = new ConcurrentDictionary<string, int>();
        await using var healthy = new LoopbackTarget(request =>
        {
            if (request.Split(' ') is [_, var path, ..]) // the engine may stop just when it has connected
                asked.AddOrUpdate(path, 1, (_, count) => count + 1);
            return LoopbackTarget.Answer("");
        });
        await using var sick = LoopbackTarget.Saying(null);
        _folder.Write("checks.yaml", Yaml(
            i => i % 2 == 0 ? $"{healthy.Url}{i}" : $"{sick.Url}{i}", "interval: 1, timeout: 60, expect_status: 200"));
        await using var engine = await EngineHost.StartAsync(_folder.Path);
        var board = await engine.BoardWhere(_ => asked.Count == Checks / 2 && asked.Values.All(times => times >= 3));
        Assert.DoesNotContain(board.Tiles, tile => tile.Target.StartsWith(sick.Url.ToString(), StringComparison.Ordinal) && tile.LastCheckedAt is not null);
    }

    private static void RunAll(EngineHost engine) =>
        engine.Services.GetRequiredService<ActorSystem>().ActorSelection("/user/roster/*").Tell(RunNow.Instance);

    private static string Yaml(Func<int, string> url, string keys)
    {
        var text = new StringBuilder("checks:\n");
        for (var i = 0; i < Checks; i++)
            text.Append("  - {name: c").Append(i).Append(", type: http, url: '").Append(url(i)).Append("', ").Append(keys).Append("}\n");
        return text.ToString();
    }

    /// <summary>Counts decisions that were not stored; no other test of the process makes any while its journal works.</summary>
    private sealed class PersistFailures : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public PersistFailures()
        {
            var wanted = EngineMetrics.PersistFailures;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument == wanted)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _count, count));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
