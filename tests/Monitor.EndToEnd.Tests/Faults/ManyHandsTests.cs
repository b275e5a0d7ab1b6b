using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Monitor.EndToEnd.Tests.Support;

namespace Monitor.EndToEnd.Tests.Faults;

/// <summary>Many clients add checks at once, while the file changes and the monitor dies (FAULTS R-43).</summary>
[Collection(Heavy.Name)]
public sealed class ManyHandsTests
{
    private const int Clients = 10;
    private const int Adds = 10;

    [Fact]
    public async Task Every_add_that_was_answered_as_saved_is_there_afterwards_exactly_once()
    {
        using var place = new Workplace();
        await using var target = await ScriptedTarget.StartAsync();
        place.Write("checks.yaml", ChecksFile.Of(target, ["filed"], interval: 10));
        await using var monitor = await MonitorProcess.StartAsync(place);
        ConcurrentBag<(string Name, HttpStatusCode Answer)> answers = [];
        var gate = new TaskCompletionSource();

        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            await gate.Task;
            for (var i = 0; i < Adds; i++)
                await AddAsync(monitor, target, i == 0 ? "wanted by all" : string.Create(CultureInfo.InvariantCulture, $"c{client}-{i}"), answers);
        })).ToList();
        gate.SetResult();
        await Eventually.Passes(() => Assert.True(answers.Count(one => one.Answer == HttpStatusCode.Created) >= 20));
        place.Write("checks.yaml", ChecksFile.Of(target, ["filed", "filed-too"], interval: 10));
        await Eventually.Passes(() => Assert.True(answers.Count(one => one.Answer == HttpStatusCode.Created) >= 40));
        await monitor.KillAsync();
        await monitor.StartAsync();
        await Task.WhenAll(clients);

        var saved = answers.Where(one => one.Answer == HttpStatusCode.Created).Select(one => one.Name).ToList();
        Assert.Equal(saved.Count, saved.Distinct().Count());
        Assert.Equal((Clients * (Adds - 1)) + 1, answers.Select(one => one.Name).Distinct().Count());
        await Eventually.Passes(async () =>
        {
            var running = (await monitor.Api.ChecksAsync()).Select(check => check.Name).ToList();
            Assert.All(saved, name => Assert.Single(running, name));
            Assert.Contains("filed-too", running);
        });
        var board = place.Read("checks.d/board.yaml");
        Assert.All(answers.Select(one => one.Name).Distinct(), name => Assert.Single(Occurrences(board, $"name: {name}\n")));
        await monitor.StopAsync();
        await monitor.StartAsync();
        Assert.Equal((Clients * (Adds - 1)) + 3, (await monitor.Api.ChecksAsync()).Count);
    }

    /// <summary>Tries until there is an answer: one that the kill swallowed may have been saved, and then the name is taken.</summary>
    private static async Task AddAsync(
        MonitorProcess monitor, ScriptedTarget target, string name, ConcurrentBag<(string Name, HttpStatusCode Answer)> answers)
    {
        var json = $$"""{"name":"{{name}}","type":"http","url":"{{target.UrlOf("x")}}","expect_status":200,"interval":10}""";
        var answer = await Eventually.Gives(async () =>
        {
            using var reply = await monitor.Api.PostAsync("api/checks", json);
            Assert.Contains(reply.StatusCode, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Conflict]);
            return reply.StatusCode;
        });
        answers.Add((name, answer));
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            yield return at;
    }
}
