using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Actors.Checks;
using Monitor.Actors.Journal;
using Monitor.Actors.Remedies;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Hosting;

/// <summary>Remedies through the production registration, over restarts (FAULTS R-66 in short).</summary>
public sealed class RemedyEngineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Checks(string global, params string[] checks) => File.WriteAllText(
        _folder["checks.yaml"], $"global: {{ {global} }}\nchecks:\n{string.Concat(checks.Select(check => $"  - {check}\n"))}");

    private static string Failing(string name, Uri sink, string more) =>
        $"{{ name: {name}, type: http, url: 'http://127.0.0.1:1/', interval: 1s, retries: 0, on_fail: {{ actions: [{{ type: http_post, url: '{sink}{name}', {more} }}] }} }}";

    private static async Task<ImmutableArray<T>> Journaled<T>(EngineHost engine, string kind) =>
        [.. (await engine.Services.GetRequiredService<EventLog>().ReadAsync(new EventFilter(Kinds: [kind]), 1_000, TestContext.Current.CancellationToken))
            .Select(logged => EventJson.Read(Encoding.UTF8.GetBytes(logged.Json), logged.Kind)).OfType<T>()];

    /// <summary>Every time the run is under way when the monitor stops: it is lost, and counts.</summary>
    [Fact]
    public async Task No_restart_resets_the_limits_of_a_remedy_or_of_all_together()
    {
        await using var silent = LoopbackTarget.Saying(null);
        Checks(
            "remedies: { max_per_hour: 3 }",
            Failing("one", silent.Url, "every_cycle: true, timeout: 1m, guard: { cooldown: 0, max_per_hour: 2 }"),
            Failing("two", silent.Url, "every_cycle: true, timeout: 1m, guard: { cooldown: 0, max_per_hour: 2 }"));
        for (var life = 0; life < 4; life++)
        {
            await using var engine = await EngineHost.StartAsync(_folder.Path);
            await engine.BoardWhere(board => board.Tiles.Length == 2 && board.Tiles.All(tile => tile is { ConsecutiveFailures: > 1, LastCheckedAt: not null }));
            var asked = Math.Min(2 + life, 3);
            await engine.BoardWhere(_ => silent.Requests.Count >= asked);
        }

        await using var last = await EngineHost.StartAsync(_folder.Path);
        await last.BoardWhere(board => board.Tiles.Length == 2 && board.Tiles.All(tile => tile is { ConsecutiveFailures: > 1, LastCheckedAt: not null }));
        var book = last.Services.GetRequiredService<RemedyBook>();
        await last.BoardWhere(_ => book.Current.IsComplete);
        Assert.Equal(3, book.Current.Runs.Count);
        Assert.Equal(3, silent.Requests.Count);
        Assert.Equal(3, silent.Requests.Select(request => request.Split("Idempotency-Key: ")[1].Split('\r')[0]).Distinct().Count());
        var settled = await Journaled<CheckEvent.RemedySettled>(last, "remedy-settled");
        Assert.DoesNotContain(settled, run => run.Verdict == RemedyVerdict.Succeeded);
        Assert.Contains(await Journaled<CheckEvent.RemedyHeld>(last, "remedy-held"), held => held.Rule == "global_max_per_hour");
    }

    [Fact]
    public async Task A_remedy_that_works_is_seen_to_have_fixed_it()
    {
        var healed = false;
        await using var target = new LoopbackTarget(request =>
        {
            healed |= request.StartsWith("POST", StringComparison.Ordinal);
            return LoopbackTarget.Answer("", healed ? 200 : 503);
        });
        Checks("retries: 0", $"{{ name: shop, type: http, url: '{target.Url}', expect_status: 200, interval: 1h, notify_on: [first_fail, recovered],"
            + $" on_fail: {{ actions: [{{ type: http_post, url: '{target.Url}', verify: {{ within: 10s, probes: 2 }} }}] }} }}");
        await using var engine = await EngineHost.StartAsync(_folder.Path);
        await engine.BoardWhere(board => board.Find("shop")?.Status == CheckStatus.Ok);
        var recovered = Assert.Single(await Journaled<CheckEvent.Recovered>(engine, "recovered"));
        Assert.StartsWith("fixed by http_post after ", recovered.Cure, StringComparison.Ordinal);
        Assert.EndsWith(", 1st try", recovered.Cure, StringComparison.Ordinal);
        var record = Assert.Single(await engine.Services.GetRequiredService<RemedyLog>().RecordsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("shop", "http_post", 1, 1), (record.Check, record.Action, record.Runs, record.Fixed));
        Assert.True(record.MedianSecondsToFix < 10);
    }
}
